// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "news.hpp"

#include <algorithm>
#include <stdexcept>

namespace gridboard::kiosk::print {
namespace {

constexpr std::chrono::seconds kTooLong{60};

}  // namespace

std::function<void(JobNews)> News::listener() {
  return [this](JobNews news) {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(news));
    something_.notify_all();
  };
}

std::string News::until_last(std::uint64_t number) {
  std::unique_lock lock(mutex_);
  const auto ended = [&] {
    return std::any_of(news_.begin(), news_.end(),
                       [&](const JobNews& each) { return each.number == number && is_last(each.state); });
  };
  if (!something_.wait_for(lock, kTooLong, ended)) throw std::runtime_error("the job never ends");
  std::string states;
  for (const JobNews& each : news_) {
    if (each.number == number) states += (states.empty() ? "" : " ") + std::string(name_of(each.state));
  }
  return states;
}

void News::until(std::uint64_t number, JobNews::State state) {
  std::unique_lock lock(mutex_);
  const auto come = [&] {
    return std::any_of(news_.begin(), news_.end(),
                       [&](const JobNews& each) { return each.number == number && each.state == state; });
  };
  if (!something_.wait_for(lock, kTooLong, come)) throw std::runtime_error("the job never comes so far");
}

std::vector<JobNews> News::all() {
  const std::lock_guard lock(mutex_);
  return news_;
}

PrinterSettings quick(std::string url) {
  using std::chrono::milliseconds;
  return {std::move(url), 576, 203, {milliseconds(2000), milliseconds(3000), milliseconds(300), milliseconds(60),
                                     milliseconds(400), milliseconds(15000)}};
}

}  // namespace gridboard::kiosk::print
