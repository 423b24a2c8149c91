// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/command.hpp"

#include <CLI/CLI.hpp>
#include <utility>

namespace gridboard::cli {

Option Option::type_name(const std::string& name) const {
  option_->type_name(name);
  return *this;
}

Option Option::required() const {
  option_->required();
  return *this;
}

Option Option::excludes(Option other) const {
  option_->excludes(other.option_);
  return *this;
}

Option Option::group(const std::string& title) const {
  option_->group(title);
  return *this;
}

Option Option::range(std::size_t least, std::size_t most) const {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option Option::one_value_each() const {
  option_->allow_extra_args(false);
  return *this;
}

Option Option::show_default() const {
  option_->capture_default_str();
  return *this;
}

Option Option::show_default(const std::string& text) const {
  option_->default_str(text);
  return *this;
}

Command Command::add_command(const std::string& name, const std::string& about) const {
  return Command(*app_->add_subcommand(name, about));
}

Command Command::add_group(const std::string& name, const std::string& about) const {
  CLI::App* group = app_->add_subcommand(name, about);
  group->require_subcommand(1);
  return Command(*group);
}

Option Command::add_option(const std::string& name, std::string& value, const std::string& about) const {
  return Option(*app_->add_option(name, value, about));
}

Option Command::add_option(const std::string& name, std::optional<std::string>& value, const std::string& about) const {
  return Option(*app_->add_option(name, value, about));
}

Option Command::add_option(const std::string& name, std::vector<std::string>& values, const std::string& about) const {
  return Option(*app_->add_option(name, values, about));
}

Option Command::add_option(const std::string& name, std::size_t& value, const std::string& about) const {
  return Option(*app_->add_option(name, value, about));
}

Option Command::add_flag(const std::string& name, bool& value, const std::string& about) const {
  return Option(*app_->add_flag(name, value, about));
}

void Command::footer(const std::string& text) const {
  app_->footer(text);
}

void Command::on_chosen(std::function<void()> act) const {
  app_->callback(std::move(act));
}

}  // namespace gridboard::cli
