# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""B20: a receipt and a bill notice come out of a real IPP printer, asked for by touch; without paper the receipt number
stays on the glass."""

import subprocess
import unittest

import hands
import jobs
import slip_printer
import support
import test_wipe


def scan(image, folder):
    path = folder / "slip.png"
    image.convert("L").save(path)
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)], capture_output=True, text=True)
    return done.stdout.splitlines()


class Printing(unittest.TestCase):
    def person(self, scene, printer):
        self.board = scene.board(options=("--printer", printer.url))
        return jobs.Person("touch", scene, support.UNIT, self.board, hands.Touch(self.board))

    def print_slip(self, person, button, says):
        person.hand.press(button)
        self.assertTrue(person.says(says, 20), self.board.texts())

    def test_a_receipt_and_a_bill_notice_by_touch(self):
        with support.Scene() as scene, slip_printer.SlipPrinter(scene.folder / "printer") as printer:
            person = self.person(scene, printer)
            with person.job("repair"):
                person.open_service("repair")
                person.fill({"kind": "repair"})
                if self.board.screen() == "same_report":
                    person.hand.press("same_report.other")
                    person.fill({"kind": "repair"})
                receipt = person.hand_in()
                self.print_slip(person, "receipt.print", "打印好了")
            with person.job("bill"):
                person.hand.press(f"slot.{person.door}")
                person.unlock()
                person.hand.await_screen("bill")
                self.print_slip(person, "bill.print", "打印好了")
            slips = printer.slips()
            self.assertEqual(len(slips), 2)
            self.assertEqual([slip.width for slip in slips], [576, 576])
            self.assertEqual(scan(slips[0], scene.folder), [f"{scene.centre.address}/r/{receipt}"])
            self.assertEqual(scan(slips[1], scene.folder), [person.bill["payment"]["payload"]])
            status = scene.centre.http("GET", f"/r/{receipt}")[0]
            self.assertEqual(status, 200, "the page that the receipt's code leads to")

            person.end_session()
            fen = person.bill["payable_fen"]
            amount = f"¥{fen // 100:,}.{fen % 100:02d}".encode()
            found = test_wipe.places_of(self.board.process.pid, self.board.data, amount)
            self.assertEqual(found, [], "what was printed is still there")

    def test_without_paper_the_number_stays_on_the_glass(self):
        script = "echo 'STATE: +media-empty' >&2\nexec sleep 60"
        with support.Scene() as scene, slip_printer.SlipPrinter(scene.folder / "printer", script) as printer:
            person = self.person(scene, printer)
            with person.job("repair"):
                person.open_service("repair")
                person.fill({"kind": "repair"})
                receipt = person.hand_in()
                self.print_slip(person, "receipt.print", "打印机没纸了")
                self.assertTrue(any(receipt in text for text in self.board.texts()))

    def test_a_wrong_printer_is_refused_at_the_start(self):
        command = [str(support.build_folder() / "bin" / "gridboard-kiosk"), "--headless", "--printer", "usb://slip"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
        self.assertEqual(done.returncode, 2)
        self.assertIn("printer 'usb://slip': unknown kind 'usb'", done.stderr)


if __name__ == "__main__":
    unittest.main()
