// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The catalogue of requests (assets/catalogue/*.json): staff extend it without a new build.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::model {

struct Text {
  std::string zh, en;
};

enum class FieldType { choice, name, phone, digits, text, day_part, window };  // window: of a reserved maintenance

struct Choice {
  std::string id;
  Text label;
  Text detail;  // second line, may be empty
};

struct Field {
  std::string id;
  FieldType type = FieldType::choice;
  Text label;     // short, for forms: "新户主姓名"
  Text question;  // whole sentence, for a question a screen: "新户主叫什么名字？"
  Text hint;
  bool required = true;
  bool personal = true;  // sealed at submission, masked on the receipt
  int max_characters = 200;
  std::vector<Choice> choices;           // for choice
  std::string only_if_field, only_if_value;  // shown if that field has that value; "" always
};

struct RequestKind {
  std::string id;     // "repair"
  std::string hotline_class;  // as 95598 sorts it: "fault_repair", "business", ...
  Text name;          // "报修"
  Text summary;       // one line under the name
  std::string icon;
  bool needs_household = true;
  std::string promise_id;      // of rules: when it is answered or done; by site class if it ends in "."
  std::vector<Text> documents; // what to bring or have ready
  std::vector<Field> fields;
  bool listed = true;  // among the services; false for what is opened from elsewhere
  // A neighbour may have reported the same: asked after this choice field got one of these answers. "" if never.
  std::string neighbour_field;
  std::vector<std::string> neighbour_values;
};

class Catalogue {
 public:
  // Every *.json of the folder, sorted by file name, a kind a file. Refuses two kinds with one id.
  [[nodiscard]] static base::Result<Catalogue> load(const std::string& folder);
  // One kind. Errors name the file and the field; unknown fields, repeated ids, more than seven choices, conditions on
  // what isn't asked before and neighbours who would be told what is personal, a complaint or a report are errors.
  [[nodiscard]] static base::Result<Catalogue> parse(std::string_view json, std::string_view name_of_source);
  [[nodiscard]] const RequestKind* find(std::string_view id) const;
  [[nodiscard]] const std::vector<RequestKind>& kinds() const { return kinds_; }

 private:
  std::vector<RequestKind> kinds_;
};

[[nodiscard]] bool is_asked(const Field& field, const std::vector<std::pair<std::string, std::string>>& answers);

}  // namespace gridboard::model
