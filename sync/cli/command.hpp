// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// As much of CLI11 as the commands use: its own header takes each file that reads it four seconds to compile. Both are
// handles, which stay good as long as the program whose commands they are.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace gridboard::cli {

class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}
  Option type_name(const std::string& name) const;  // as the help calls the value; "" for none
  Option required() const;
  Option excludes(Option other) const;
  Option group(const std::string& title) const;  // of the help
  Option range(std::size_t least, std::size_t most) const;
  Option one_value_each() const;  // a second value needs the option once more
  Option show_default() const;    // the variable's value, in the help
  Option show_default(const std::string& text) const;

 private:
  CLI::Option* option_;
};

// A command, or a group of commands. `name` with dashes is an option, without them an argument by position; the
// variable keeps its value where the command line says nothing.
class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}
  [[nodiscard]] Command add_command(const std::string& name, const std::string& about) const;
  [[nodiscard]] Command add_group(const std::string& name,
                                  const std::string& about) const;  // needs one of its commands
  Option add_option(const std::string& name, std::string& value, const std::string& about) const;
  Option add_option(const std::string& name, std::optional<std::string>& value, const std::string& about) const;
  Option add_option(const std::string& name, std::vector<std::string>& values, const std::string& about) const;
  Option add_option(const std::string& name, std::size_t& value, const std::string& about) const;
  Option add_flag(const std::string& name, bool& value, const std::string& about) const;
  void footer(const std::string& text) const;
  void on_chosen(std::function<void()> act) const;

 private:
  CLI::App* app_;
};

}  // namespace gridboard::cli
