// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The whole X screen, seen from outside and so in the same way for every program.

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <vector>

namespace gridboard::bench {

class WatchedRoot {
 public:
  explicit WatchedRoot(Display* display) : display_(display), window_(DefaultRootWindow(display)) {
    XWindowAttributes attributes;
    XGetWindowAttributes(display_, window_, &attributes);
    width_ = attributes.width;
    height_ = attributes.height;
  }
  // Lines across the glass: cheap enough to look every few milliseconds.
  [[nodiscard]] std::vector<unsigned long> sample() const {
    std::vector<unsigned long> pixels;
    for (int line = 1; line <= 24; ++line) {
      XImage* image =
          XGetImage(display_, window_, 0, height_ * line / 25, static_cast<unsigned>(width_), 1, AllPlanes, ZPixmap);
      if (image == nullptr) continue;
      for (int x = 0; x < width_; x += 3) pixels.push_back(XGetPixel(image, x, 0) & 0xFFFFFF);
      XDestroyImage(image);
    }
    return pixels;
  }

 private:
  Display* display_;
  Window window_;
  int width_ = 0, height_ = 0;
};

}  // namespace gridboard::bench
