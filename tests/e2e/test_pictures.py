# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A picture that staff publish with a notice is on the glass; until it has come, its words are."""

import os
import pathlib
import subprocess
import unittest

from PIL import Image

import support

TITLE, WORDS = "请勿挡住配电房", "配电房门前的黄色禁停区，左红右蓝"
RED, BLUE = (200, 30, 30), (30, 30, 200)


def made_picture(path, size=(1600, 900), **options):
    """Half red, half blue, so that it is seen which way it lies."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    image.save(path, **options)
    return path


class Pictures(unittest.TestCase):
    def setUp(self):
        self.scene = support.Scene().__enter__()
        self.addCleanup(self.scene.__exit__)

    def publish(self, picture, *more, title=TITLE):
        return self.scene.centre.ask("notice", "publish", "--place", support.UNIT, "--title", title, "--body", "谢谢。",
                                     "--picture", picture, "--picture-text", WORDS, *more)

    def node(self, board, name="notice.image"):
        return next((node for node in board.tree()["widgets"] if node["id"] == name), None)

    def shot(self, board, name):
        path = self.scene.folder / f"{name}.png"
        board.must(do="shot", path=str(path))
        image = Image.open(path).convert("RGB")
        if keep := os.environ.get("GRIDBOARD_KEEP_PICTURES"):  # for people who want to see them
            image.save(pathlib.Path(keep) / f"{name}.png")
        return image

    def open_notice(self, board, notice):
        board.tap(id="board.notices")
        board.await_screen("notices")
        board.tap(id=f"notice.{notice['id']}")
        board.await_screen("notice")

    def await_picture(self, board):
        support.wait_until(lambda: WORDS not in (self.node(board).get("text") or ""), "the picture", 10)

    def assert_drawn(self, image, rect, ratio):
        """Red left and blue right, in the middle of its room, with the sides that it has."""
        x, y, width, height = (int(value) for value in rect)
        middle = [image.getpixel((x + i, y + height // 2)) for i in range(width)]

        def is_like(pixel, colour):
            return all(abs(got - wanted) < 60 for got, wanted in zip(pixel, colour))

        red = [i for i, pixel in enumerate(middle) if is_like(pixel, RED)]
        blue = [i for i, pixel in enumerate(middle) if is_like(pixel, BLUE)]
        self.assertTrue(red and blue and max(red) < min(blue), "not drawn, or mirrored")
        across = max(blue) - min(red) + 1
        column = [image.getpixel((x + (red[0] + red[-1]) // 2, y + i)) for i in range(height)]
        down = sum(is_like(pixel, RED) for pixel in column)
        self.assertAlmostEqual(across / down, ratio, delta=0.03 * ratio)

    def test_it_is_on_the_glass_in_both_orientations_and_type_sizes(self):
        picture = made_picture(self.scene.folder / "photo.jpg", quality=92)
        notice = None
        for orientation in ("portrait", "landscape"):
            for large in (False, True):
                board = self.scene.board(name=f"{orientation}{large}", options=("--large",) if large else ())
                if orientation != "portrait":
                    board.quit()
                    board.start(orientation=orientation)
                notice = notice or self.publish(picture)
                board.wait(TITLE, 10000)
                self.open_notice(board, notice)
                sha = notice["picture"]["sha256"]
                support.wait_until(lambda: (board.data / "blobs" / sha).exists(), "the blob", 20)
                self.await_picture(board)
                node = self.node(board)
                self.assertEqual(node["name"], WORDS)
                self.assertIn(WORDS, node["spoken"])
                image = self.shot(board, f"{orientation}{'-large' if large else ''}")
                self.assert_drawn(image, node["rect_px"], 1600 / 900)
                board.quit()

    def test_its_words_stand_in_its_place_until_it_comes(self):
        board = self.scene.board()
        notice = self.publish(made_picture(self.scene.folder / "photo.png"))
        board.wait(TITLE, 10000)
        blob = board.data / "blobs" / notice["picture"]["sha256"]
        support.wait_until(blob.exists, "the blob", 20)
        board.quit()
        self.scene.centre.kill()
        blob.unlink()
        board.start()
        board.wait(TITLE, 10000)
        self.open_notice(board, notice)
        self.assertIn(WORDS, self.node(board)["text"])
        before = self.node(board)["rect_px"]
        self.shot(board, "placeholder")
        self.scene.centre.start()
        support.wait_until(blob.exists, "the blob again", 60)
        self.await_picture(board)
        self.assertEqual(self.node(board)["rect_px"], before, "the text moved when the picture came")
        self.assert_drawn(self.shot(board, "came-later"), before, 1600 / 900)

    def test_a_stick_brings_it(self):
        board = self.scene.board()
        self.scene.centre.kill()
        notice = self.publish(made_picture(self.scene.folder / "photo.jpg"))
        board.quit()
        bundle = self.scene.folder / "b.bundle"
        exported = self.scene.centre.ask("bundle", "export", "--board", board.id, bundle)
        self.assertEqual((exported["pictures"], exported["pictures_left_out"]), (1, 0))
        program = support.build_folder() / "bin" / "gridboard-kiosk"
        taken = subprocess.run([str(program), "bundle", "import", str(bundle), "--data", str(board.data)],
                               capture_output=True, text=True, timeout=60)
        self.assertEqual(taken.returncode, 0, taken.stderr)
        self.assertIn("1 pictures", taken.stdout)
        board.start()
        board.wait(TITLE, 10000)
        self.open_notice(board, notice)
        self.await_picture(board)
        self.assert_drawn(self.shot(board, "from-a-stick"), self.node(board)["rect_px"], 1600 / 900)

    def test_a_revoked_board_keeps_none(self):
        board = self.scene.board()
        notice = self.publish(made_picture(self.scene.folder / "photo.jpg"))
        blob = board.data / "blobs" / notice["picture"]["sha256"]
        support.wait_until(blob.exists, "the blob", 20)
        self.scene.centre.ask("--yes", "board", "revoke", board.id)
        support.wait_until(lambda: not any((board.data / "blobs").iterdir()), "the wiping", 40)

    def test_what_can_not_be_shown_is_refused_with_what_to_do(self):
        folder = self.scene.folder

        def refused(picture, *more, text=WORDS):
            arguments = ["notice", "publish", "--place", support.UNIT, "--title", TITLE, "--body", "正文。", "--picture",
                         str(picture), *more] + (["--picture-text", text] if text else [])
            done = self.scene.centre.run(*arguments)
            self.assertNotEqual(done.returncode, 0)
            return done.stderr

        (folder / "a.txt").write_text("no picture")
        self.assertIn("neither PNG nor JPEG", refused(folder / "a.txt"))
        self.assertIn("scale it down", refused(made_picture(folder / "wide.png", (3841, 2161))))
        self.assertIn("--picture-text is missing", refused(folder / "wide.png", text=""))
        whole = made_picture(folder / "photo.png").read_bytes()
        (folder / "cut.png").write_bytes(whole[:-20])
        self.assertIn("cut off", refused(folder / "cut.png"))
        self.assertIn("can't read", refused(folder / "missing.png"))
        noise = Image.effect_noise((2000, 2000), 200).convert("RGB")
        noise.save(folder / "noise.png")
        self.assertGreater((folder / "noise.png").stat().st_size, 4 << 20)
        self.assertIn("4 MiB", refused(folder / "noise.png"))


if __name__ == "__main__":
    unittest.main()
