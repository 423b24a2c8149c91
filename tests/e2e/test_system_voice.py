# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A board that reads itself aloud with the system's voice, by speech-dispatcher. It has no loudspeaker of its own, so
that whatever is heard was said by that."""

import unittest

import ears
import speech_dispatcher
import support


class SystemVoice(unittest.TestCase):
    def speaking_board(self, scene, dispatcher):
        board = scene.board(options=("--speech-dispatcher",))
        board.quit()
        board.before = ["env", f"SPEECHD_ADDRESS=unix_socket:{dispatcher.socket}", "SDL_AUDIODRIVER=none"]
        board.start()
        return board

    def test_the_board_is_heard_by_speech_dispatcher_and_outlives_it(self):
        with support.Scene() as scene, speech_dispatcher.SpeechDispatcher(scene.folder / "speechd") as dispatcher:
            board = self.speaking_board(scene, dispatcher)
            hand = ears.Ears(board)
            hand.begin()
            self.assertTrue(hand.told("开始读屏"), hand.story)
            hand.press("board.services")
            hand.await_screen("services")
            hand.listen()
            self.assertTrue(hand.told("报修"), hand.story)

            def has_sound():
                board.must(do="key", key="right")
                return not any("没有声音" in widget["name"] for widget in board.tree()["widgets"])

            dispatcher.kill()
            support.wait_until(lambda: not has_sound(), "the button to say that there is no sound")
            dispatcher.start()
            support.wait_until(has_sound, "the sound again")
            hand.begin()


if __name__ == "__main__":
    unittest.main()
