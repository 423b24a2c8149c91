// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/household.hpp"

using namespace gridboard::model;

TEST_CASE("a household's path ends with its door") {
  Household household;
  household.unit_path = "YX/BT/G1/XH/3/2";
  household.door = "1-甲";
  CHECK(household.path() == "YX/BT/G1/XH/3/2/1-甲");
}

TEST_CASE("account numbers have 10 or 13 digits") {
  CHECK(is_account_number("3301040011"));
  CHECK(is_account_number("3301040011123"));
  for (const char* wrong : {"", "330104001", "33010400111", "330104001a", "330104001 ", "３３０１０４００１１"}) {
    CHECK_FALSE(is_account_number(wrong));
  }
}

TEST_CASE("phones keep the first three and the last four digits") {
  CHECK(mask_phone("13800008000") == "138****8000");
  CHECK(mask_phone("0351-1234567") == "****4567");
  CHECK(mask_phone("95598") == "****");
  CHECK(mask_phone("电话一三八零零零零") == "****");
  CHECK(mask_phone("") == "");
}

TEST_CASE("names keep the family name") {
  CHECK(mask_name("张晓明") == "张*明");
  CHECK(mask_name("李明") == "李*");
  CHECK(mask_name("欧阳锋") == "欧阳*");
  CHECK(mask_name("欧阳震华") == "欧阳*华");
  CHECK(mask_name("诸葛") == "诸*");
  CHECK(mask_name("王") == "*");
  CHECK(mask_name("") == "");
  CHECK(mask_name(" 李明 ") == "李*");
  SUBCASE("also those beyond the BMP") {
    CHECK(mask_name("𠮷田䶮") == "𠮷*䶮");
    CHECK(mask_name("𬱖龑") == "𬱖*");
  }
  SUBCASE("long and Latin names aren't known by their length or end") {
    CHECK(mask_name("阿卜杜拉·买买提") == "阿***");
    CHECK(mask_name("云溪市新华超市有限公司") == "云***");
    CHECK(mask_name("John Smith") == "J***");
    CHECK(mask_name("Al") == "A***");
  }
}

TEST_CASE("accounts and identity numbers") {
  CHECK(mask_account("3301044471") == "4471");
  CHECK(mask_account("4471") == "");
  CHECK(mask_identity("110101199003074471") == "110101********4471");
  CHECK(mask_identity("110101900307447") == "110101*****7447");
  CHECK(mask_identity("E12345678") == "*********");
  CHECK(mask_identity("") == "");
}
