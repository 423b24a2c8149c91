// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>

#include "sync/model/catalogue.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

std::string kind_with(const std::string& fields) {
  return R"({"id": "k", "hotline_class": "business", "name": {"zh": "名", "en": "n"}, "summary": {"zh": "述", "en": "s"},
             "icon": "repair", "fields": [)" +
         fields + "]}";
}

std::string field(const std::string& id, const std::string& more) {
  return R"({"id": ")" + id + R"(", "label": {"zh": "标", "en": "l"}, "question": {"zh": "问？", "en": "q?"}, )" +
         more + "}";
}

const std::string kYesNo = R"("type": "choice", "choices": [{"id": "yes", "label": {"zh": "是", "en": "yes"}},
                                                            {"id": "no", "label": {"zh": "否", "en": "no"}}])";

}  // namespace

TEST_CASE("a kind of request is read with what it leaves out") {
  const Catalogue catalogue =
      Catalogue::parse(kind_with(field("reply", kYesNo) + "," +
                                 field("phone", R"("type": "phone", "required": false, "max_characters": 20,
                                                   "only_if": {"field": "reply", "value": "yes"})")),
                       "k.json")
          .value();
  const RequestKind* kind = catalogue.find("k");
  REQUIRE(kind != nullptr);
  CHECK(catalogue.find("none") == nullptr);
  CHECK(kind->needs_household);
  CHECK(kind->promise_id.empty());
  REQUIRE(kind->fields.size() == 2);
  CHECK(kind->fields[0].required);
  CHECK(kind->fields[0].personal);
  CHECK(kind->fields[0].choices[1].label.zh == "否");
  CHECK(kind->fields[1].type == FieldType::phone);
  CHECK_FALSE(kind->fields[1].required);
  SUBCASE("a field with a condition is asked only where it holds") {
    CHECK(is_asked(kind->fields[0], {}));
    CHECK_FALSE(is_asked(kind->fields[1], {}));
    CHECK_FALSE(is_asked(kind->fields[1], {{"reply", "no"}}));
    CHECK(is_asked(kind->fields[1], {{"other", "no"}, {"reply", "yes"}}));
  }
}

namespace {

// A kind with a choice that isn't personal, and more members at the end.
std::string kind_and(const std::string& more, const std::string& hotline_class = "fault_repair") {
  std::string json = kind_with(field("what", R"("personal": false, )" + kYesNo) + "," + field("reply", kYesNo) + "," +
                               field("note", R"("type": "text")"));
  json.replace(json.find("business"), 8, hotline_class);
  json.pop_back();
  return json + ", " + more + "}";
}

}  // namespace

TEST_CASE("a kind says what neighbours are asked about, and whether it is listed") {
  const Catalogue plain = Catalogue::parse(kind_with(field("reply", kYesNo)), "k.json").value();
  CHECK(plain.find("k")->listed);
  CHECK(plain.find("k")->neighbour_field.empty());
  const Catalogue asked = Catalogue::parse(kind_and(R"("listed": false, "neighbours": {"field": "what", "values":
                                                    ["yes"]})"),
                                           "k.json")
                              .value();
  CHECK_FALSE(asked.find("k")->listed);
  CHECK(asked.find("k")->neighbour_field == "what");
  CHECK(asked.find("k")->neighbour_values == std::vector<std::string>{"yes"});
}

TEST_CASE("a window is chosen among what the outage offers, so it brings no choices") {
  const Catalogue catalogue = Catalogue::parse(kind_with(field("window", R"("type": "window")")), "k.json").value();
  CHECK(catalogue.find("k")->fields[0].type == FieldType::window);
  CHECK_FALSE(Catalogue::parse(
      kind_with(field("window", R"("type": "window", )" + kYesNo.substr(kYesNo.find("\"choices\"")))), "k.json"));
}

TEST_CASE("neighbours who would be told too much are refused with the place of the fault") {
  const std::string good = R"("neighbours": {"field": "what", "values": ["yes"]})";
  const std::map<std::string, std::string> cases{
      {kind_and(R"("neighbours": {"field": "gone", "values": ["yes"]})"), "k.json: neighbours.field: there is no such"},
      {kind_and(R"("neighbours": {"field": "note", "values": ["yes"]})"), "k.json: neighbours.field: there is no such"},
      {kind_and(R"("neighbours": {"field": "reply", "values": ["yes"]})"), "k.json: neighbours.field: is personal"},
      {kind_and(R"("neighbours": {"field": "what", "values": []})"), "k.json: neighbours.values: at least one"},
      {kind_and(R"("neighbours": {"field": "what", "values": ["maybe"]})"),
       "k.json: neighbours.values: that field has"},
      {kind_and(R"("neighbours": {"field": "what", "values": [7]})"), "k.json: neighbours.values: must be a list"},
      {kind_and(R"("neighbours": {"field": "what"})"), "k.json: neighbours.values: must be a list"},
      {kind_and(R"("neighbours": {"field": "what", "values": ["yes"], "hours": 48})"),
       "k.json: neighbours.hours: is not a known field"},
      {kind_and(good, "complaint"), "k.json: neighbours: complaints and reports are not told"},
      {kind_and(good, "report"), "k.json: neighbours: complaints and reports are not told"},
      {kind_and(R"("listed": "no")"), "k.json: listed: must be true or false"},
  };
  CHECK(Catalogue::parse(kind_and(good), "k.json").has_value());
  for (const auto& [json, message] : cases) {
    CAPTURE(json);
    const auto catalogue = Catalogue::parse(json, "k.json");
    REQUIRE_FALSE(catalogue.has_value());
    CHECK(catalogue.error().message.substr(0, message.size()) == message);
  }
}

TEST_CASE("a broken kind is refused with the place of the fault") {
  std::string eight = R"("type": "choice", "choices": [)";
  for (char id = 'a'; id < 'i'; ++id) {
    eight += (id == 'a' ? "" : ", ") + (R"({"id": ")" + std::string(1, id) + R"(", "label": {"zh": "字", "en": "x"}})");
  }
  eight += "]";
  const std::map<std::string, std::string> cases{
      {"nonsense", "k.json: not JSON"},
      {"[]", "k.json: must be an object"},
      {R"({"id": "k", "lable": 1})", "k.json: lable: is not a known field"},
      {R"({"id": "k"})", "k.json: hotline_class: a text is missing"},
      {kind_with(field("a", R"("type": "colour")")), "k.json: fields[0].type: \"colour\" is not a type of field"},
      {kind_with(field("a", R"("type": "choice")")), "k.json: fields[0].choices: at least two are needed"},
      {kind_with(field("a", R"("type": "text", )" + kYesNo.substr(kYesNo.find("\"choices\"")))),
       "k.json: fields[0].choices: only a choice has them"},
      {kind_with(field("a", eight)), "k.json: fields[0].choices: must be a list of at most 7"},
      {kind_with(field("a", kYesNo) + "," + field("a", kYesNo)), "k.json: fields[1].id: stands twice"},
      {kind_with(field("b", R"("type": "text", "only_if": {"field": "a", "value": "yes"})") + "," + field("a", kYesNo)),
       "k.json: fields[0].only_if.field: no such field before this one"},
      {kind_with(field("a", kYesNo) + "," +
                 field("b", R"("type": "text", "only_if": {"field": "a", "value": "maybe"})")),
       "k.json: fields[1].only_if.value: that field has no such choice"},
      {kind_with(field("a", R"("type": "text", "max_characters": 0)")), "k.json: fields[0].max_characters: must be"},
      {kind_with(R"({"id": "a", "type": "text", "label": {"zh": "标"}})"),
       "k.json: fields[0].label.en: a text is missing"},
  };
  for (const auto& [json, message] : cases) {
    CAPTURE(json);
    const auto catalogue = Catalogue::parse(json, "k.json");
    REQUIRE_FALSE(catalogue.has_value());
    CHECK(catalogue.error().message.substr(0, message.size()) == message);
  }
}
