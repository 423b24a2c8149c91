// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Holds a drawn screen to the figures of the design.

#include <string>
#include <vector>

#include "kiosk/widgets/access.hpp"

namespace gridboard::tests {

struct Limits {
  float target_mm = 12, gap_mm = 3;  // smallest side of what is touched; between two of them
  float em_mm = 7.2f;                // of text: capitals are 0.733 of it, so 4.8 mm and more
  double contrast = 7;
  int most_choices = 1000;
};
// EN 301 549 and the design's table: 12/3/7:1, in large type 18/4/10:1 and seven choices; high contrast 15:1. On a
// small glass the sizes shrink with the scale of its page, contrast and choices don't.
[[nodiscard]] Limits limits_of(bool large, bool high_contrast, float scale = 1);

struct DrawnScreen {
  const std::vector<kiosk::widgets::AccessNode>& nodes;
  float width = 0, height = 0;  // the glass in pixels
  float px_per_mm = 4.03f;
  float reach_top = 0;  // no control lies above
};

// One sentence for each fault, naming the nodes; empty if there is none.
[[nodiscard]] std::vector<std::string> faults_of(const DrawnScreen& screen, const Limits& limits);

}  // namespace gridboard::tests
