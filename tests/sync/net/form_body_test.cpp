// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/net/form_body.hpp"

using namespace gridboard;

TEST_CASE("a form's body is read as browsers write it") {
  const auto form = net::parse_form_body("name=%E7%8E%8B%E8%8A%B3&text=a+b%2Bc%26d&empty=&bare");
  REQUIRE(form);
  CHECK(form->at("name") == "王芳");
  CHECK(form->at("text") == "a b+c&d");
  CHECK(form->at("empty").empty());
  CHECK(form->at("bare").empty());
  CHECK(net::parse_form_body("")->empty());
  CHECK(net::parse_form_body("q=what?")->at("q") == "what?");
}

TEST_CASE("a body that no browser writes is refused") {
  for (const char* wrong : {"a=%", "a=%2", "a=%zz", "a=1&a=2", "a=%FF%FE", "a=%00", "%00=a", "a=\xff"}) {
    INFO(wrong);
    CHECK(!net::parse_form_body(wrong));
  }
  std::string many;
  for (std::size_t i = 0; i <= net::kMostFormFields; ++i) many += "f" + std::to_string(i) + "=1&";
  CHECK(!net::parse_form_body(many));
}

TEST_CASE("only forms are forms") {
  CHECK(net::is_form_type("application/x-www-form-urlencoded"));
  CHECK(net::is_form_type("Application/X-WWW-Form-URLEncoded; charset=UTF-8"));
  for (const char* other :
       {"", "text/plain", "application/json", "application/x-www-form-urlencodedx", "multipart/form-data"}) {
    CHECK(!net::is_form_type(other));
  }
}
