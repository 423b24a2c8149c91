// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/headphones.hpp"

#include <doctest/doctest.h>

using namespace gridboard::kiosk::platform;
using std::chrono::milliseconds;

namespace {

struct Control {
  std::optional<bool> state;
  int asked = 0;
};

class MadeUpSocket final : public HeadphoneSocket {
 public:
  explicit MadeUpSocket(Control& control) : control_(control) {}
  std::optional<bool> plugged_in() override {
    ++control_.asked;
    return control_.state;
  }

 private:
  Control& control_;
};

}  // namespace

TEST_CASE("headphones by their socket") {
  Control control{false};
  Headphones headphones(HeadphoneRule::by_socket, std::make_unique<MadeUpSocket>(control));
  CHECK_FALSE(headphones.plugged_in(milliseconds(1000)));
  SUBCASE("plugged in and pulled out again is seen within a quarter of a second") {
    control.state = true;
    CHECK(headphones.plugged_in(milliseconds(1250)));
    control.state = false;
    CHECK_FALSE(headphones.plugged_in(milliseconds(1500)));
  }
  SUBCASE("between two looks the card isn't asked") {
    control.state = true;
    CHECK_FALSE(headphones.plugged_in(milliseconds(1249)));
    CHECK(control.asked == 1);
  }
  SUBCASE("a card that goes away takes the headphones with it, and is looked for again") {
    control.state = true;
    CHECK(headphones.plugged_in(milliseconds(2000)));
    control.state = std::nullopt;
    CHECK_FALSE(headphones.plugged_in(milliseconds(3000)));
    control.state = true;
    CHECK_FALSE(headphones.plugged_in(milliseconds(12'999)));
    CHECK(headphones.plugged_in(milliseconds(13'000)));
  }
}

TEST_CASE("headphones by a setting") {
  CHECK(Headphones(*headphone_rule("always"), nullptr).plugged_in(milliseconds(0)));
  CHECK_FALSE(Headphones(*headphone_rule("never"), nullptr).plugged_in(milliseconds(0)));
  CHECK_FALSE(Headphones(*headphone_rule("socket"), nullptr).plugged_in(milliseconds(0)));
  CHECK_FALSE(headphone_rule("sometimes").has_value());
}

TEST_CASE("no such card: no headphones") {
  CHECK_FALSE(alsa_headphone_socket("hw:77")->plugged_in().has_value());
}
