// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/catalogue.hpp"

#include <algorithm>
#include <filesystem>

#include "sync/base/files.hpp"
#include "sync/model/json_fields.hpp"
#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::size_t kMostFields = 20;
constexpr std::size_t kMostDocuments = 10;
constexpr std::size_t kMostChoices = 7;  // on a screen, so nobody has to scroll to find theirs
constexpr std::int64_t kMostCharacters = 1000;

constexpr std::array<Word<FieldType>, 7> kFieldTypes{{{FieldType::choice, "choice", "选择"},
                                                      {FieldType::name, "name", "姓名"},
                                                      {FieldType::phone, "phone", "电话"},
                                                      {FieldType::digits, "digits", "数字"},
                                                      {FieldType::text, "text", "文字"},
                                                      {FieldType::day_part, "day_part", "时段"},
                                                      {FieldType::window, "window", "检修时段"}}};

Text read_text(const JsonFields& fields) {
  fields.allow_only({"zh", "en"});
  return {fields.text("zh"), fields.text("en")};
}

Text read_text_or_empty(const JsonFields& fields, std::string_view name) {
  return fields.has(name) ? read_text(fields.object(name)) : Text{};
}

Choice read_choice(const JsonFields& fields) {
  fields.allow_only({"id", "label", "detail"});
  return {fields.text("id"), read_text(fields.object("label")), read_text_or_empty(fields, "detail")};
}

void read_choices(const JsonFields& fields, Field& field) {
  for (const JsonFields& item : fields.objects_or_none("choices", kMostChoices)) {
    Choice choice = read_choice(item);
    const bool repeated = std::any_of(field.choices.begin(), field.choices.end(),
                                      [&](const Choice& other) { return other.id == choice.id; });
    if (repeated) item.refuse("id", "stands twice");
    field.choices.push_back(std::move(choice));
  }
  if (field.type == FieldType::choice && field.choices.size() < 2) fields.refuse("choices", "at least two are needed");
  if (field.type != FieldType::choice && !field.choices.empty()) fields.refuse("choices", "only a choice has them");
}

// A condition may only look back, at a choice that was asked before.
void read_condition(const JsonFields& fields, const std::vector<Field>& before, Field& field) {
  if (!fields.has("only_if")) return;
  const JsonFields condition = fields.object("only_if");
  condition.allow_only({"field", "value"});
  field.only_if_field = condition.text("field");
  field.only_if_value = condition.text("value");
  const auto asked =
      std::find_if(before.begin(), before.end(), [&](const Field& other) { return other.id == field.only_if_field; });
  if (asked == before.end()) {
    condition.refuse("field", "no such field before this one");
    return;
  }
  const bool possible = std::any_of(asked->choices.begin(), asked->choices.end(),
                                    [&](const Choice& choice) { return choice.id == field.only_if_value; });
  if (!possible) condition.refuse("value", "that field has no such choice");
}

Field read_field(const JsonFields& fields, const std::vector<Field>& before) {
  fields.allow_only(
      {"id", "type", "label", "question", "hint", "required", "personal", "max_characters", "choices", "only_if"});
  Field field;
  field.id = fields.text("id");
  if (const auto type = parse_in(kFieldTypes, fields.text("type"), "type of field")) {
    field.type = *type;
  } else {
    fields.refuse("type", type.error().message);
  }
  field.label = read_text(fields.object("label"));
  field.question = read_text(fields.object("question"));
  field.hint = read_text_or_empty(fields, "hint");
  field.required = fields.boolean_or("required", true);
  field.personal = fields.boolean_or("personal", true);
  if (fields.has("max_characters")) {
    field.max_characters = static_cast<int>(fields.integer("max_characters", 1, kMostCharacters));
  }
  read_choices(fields, field);
  read_condition(fields, before, field);
  const bool repeated =
      std::any_of(before.begin(), before.end(), [&](const Field& other) { return other.id == field.id; });
  if (repeated) fields.refuse("id", "stands twice");
  return field;
}

// What neighbours are asked about is told to them: only what isn't personal, and never who complained or reported.
void read_neighbours(const JsonFields& fields, RequestKind& kind) {
  if (!fields.has("neighbours")) return;
  const JsonFields neighbours = fields.object("neighbours");
  neighbours.allow_only({"field", "values"});
  if (kind.hotline_class == "complaint" || kind.hotline_class == "report") {
    fields.refuse("neighbours", "complaints and reports are not told to neighbours");
  }
  kind.neighbour_field = neighbours.text("field");
  kind.neighbour_values = neighbours.texts("values", kMostChoices);
  if (kind.neighbour_values.empty()) neighbours.refuse("values", "at least one is needed");
  const auto field = std::find_if(kind.fields.begin(), kind.fields.end(),
                                  [&kind](const Field& other) { return other.id == kind.neighbour_field; });
  if (field == kind.fields.end() || field->type != FieldType::choice) {
    neighbours.refuse("field", "there is no such choice");
    return;
  }
  if (field->personal) neighbours.refuse("field", "is personal");
  for (const std::string& value : kind.neighbour_values) {
    const bool possible = std::any_of(field->choices.begin(), field->choices.end(),
                                      [&value](const Choice& choice) { return choice.id == value; });
    if (!possible) neighbours.refuse("values", "that field has no such choice");
  }
}

RequestKind read_kind(const JsonFields& fields) {
  fields.allow_only({"id", "hotline_class", "name", "summary", "icon", "needs_household", "promise_id", "documents",
                     "fields", "listed", "neighbours"});
  RequestKind kind;
  kind.id = fields.text("id");
  kind.hotline_class = fields.text("hotline_class");
  kind.name = read_text(fields.object("name"));
  kind.summary = read_text(fields.object("summary"));
  kind.icon = fields.text("icon");
  kind.needs_household = fields.boolean_or("needs_household", true);
  kind.promise_id = fields.text_or_empty("promise_id");
  for (const JsonFields& document : fields.objects_or_none("documents", kMostDocuments)) {
    kind.documents.push_back(read_text(document));
  }
  for (const JsonFields& item : fields.objects("fields", kMostFields)) {
    kind.fields.push_back(read_field(item, kind.fields));
  }
  kind.listed = fields.boolean_or("listed", true);
  read_neighbours(fields, kind);
  return kind;
}

}  // namespace

base::Result<Catalogue> Catalogue::parse(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  const JsonFields top = document.read(json, name_of_source);
  Catalogue catalogue;
  catalogue.kinds_.push_back(read_kind(top));
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return catalogue;
}

base::Result<Catalogue> Catalogue::load(const std::string& folder) {
  const auto paths = base::list_files(folder, "", ".json");
  if (!paths) return tl::unexpected(paths.error());
  Catalogue all;
  for (const std::string& path : *paths) {
    const std::string name = std::filesystem::path(path).filename().string();
    const auto json = base::read_file(path);
    if (!json) return tl::unexpected(json.error());
    const auto one = parse(*json, name);
    if (!one) return tl::unexpected(one.error());
    for (const RequestKind& kind : one->kinds()) {
      if (all.find(kind.id) != nullptr) {
        return base::fail(base::ErrorCode::invalid_input, name + ": id: another file has \"" + kind.id + "\" already");
      }
      all.kinds_.push_back(kind);
    }
  }
  return all;
}

const RequestKind* Catalogue::find(std::string_view id) const {
  const auto at = std::find_if(kinds_.begin(), kinds_.end(), [&](const RequestKind& kind) { return kind.id == id; });
  return at == kinds_.end() ? nullptr : &*at;
}

bool is_asked(const Field& field, const std::vector<std::pair<std::string, std::string>>& answers) {
  if (field.only_if_field.empty()) return true;
  return std::any_of(answers.begin(), answers.end(), [&](const auto& answer) {
    return answer.first == field.only_if_field && answer.second == field.only_if_value;
  });
}

}  // namespace gridboard::model
