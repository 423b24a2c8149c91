// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/oidc/documents.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "sync/oidc/provider.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using base::ErrorCode;

namespace {

std::string about(const std::string& more = "", const std::string& token = "https://id.example/token") {
  return R"({"issuer":"https://id.example","authorization_endpoint":"https://id.example/auth","token_endpoint":")" +
         token + R"(","jwks_uri":"https://id.example/keys")" + more + "}";
}

}  // namespace

TEST_CASE("staff are sent to https alone, or to this very machine") {
  for (const char* good : {"https://id.example", "https://id.example:8443/realms/staff?x=1", "http://127.0.0.1:9",
                           "http://localhost:9/auth", "http://[::1]:9"}) {
    CAPTURE(good);
    CHECK(oidc::is_safe_address(good));
  }
  for (const char* bad :
       {"", "id.example", "http://id.example", "http://127.0.0.1.example", "https://", "https:///x",
        "https://user@id.example", "http://127.0.0.1@evil.example", "https://id.example/#x", "https://id.example/ x",
        "https://id.example\\x", "javascript:alert(1)", "file:///etc/passwd"}) {
    CAPTURE(bad);
    CHECK_FALSE(oidc::is_safe_address(bad));
  }
}

TEST_CASE("what a provider says about itself must be of exactly the issuer, with safe addresses and PKCE") {
  const auto read = oidc::parse_discovery(about(), "https://id.example");
  REQUIRE(read);
  CHECK(read->jwks_uri == "https://id.example/keys");
  CHECK_FALSE(read->posts_secret);
  CHECK(oidc::parse_discovery(about(R"(,"token_endpoint_auth_methods_supported":["client_secret_post"])"),
                              "https://id.example")
            ->posts_secret);
  CHECK_FALSE(oidc::parse_discovery(about(), "https://id.example/"));
  CHECK_FALSE(oidc::parse_discovery(about("", "http://id.example/token"), "https://id.example"));
  CHECK_FALSE(oidc::parse_discovery(about(R"(,"code_challenge_methods_supported":["plain"])"), "https://id.example"));
  CHECK(oidc::parse_discovery(about(R"(,"code_challenge_methods_supported":["S256"])"), "https://id.example"));
  for (const char* broken : {"", "[]", "{", "null"}) CHECK_FALSE(oidc::parse_discovery(broken, "https://id.example"));
}

TEST_CASE("an answer to a code has a token, or says why not") {
  CHECK(oidc::id_token_in(R"({"id_token":"a.b.c"})").value() == "a.b.c");
  CHECK(oidc::id_token_in(R"({"error":"invalid_grant"})").error().code == ErrorCode::unauthenticated);
  CHECK(oidc::id_token_in("{}").error().code == ErrorCode::corrupt);
  CHECK(oidc::id_token_in("<html>").error().code == ErrorCode::corrupt);
}

TEST_CASE("a challenge is what RFC 7636, appendix B makes of the verifier") {
  CHECK(oidc::challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST_CASE("a provider isn't taken with settings that can't be safe") {
  const tests::TemporaryFolder folder;
  oidc::ProviderSettings settings{"https://id.example", "gridboard", "", "", "https://desk.example/", "", {}};
  const auto made = oidc::Provider::make(settings);
  REQUIRE(made);
  CHECK((*made)->settings().address == "https://desk.example");
  const auto refuses = [](const oidc::ProviderSettings& wrong) { return oidc::Provider::make(wrong).error().code; };
  auto wrong = settings;
  wrong.issuer = "http://id.example";
  CHECK(refuses(wrong) == ErrorCode::invalid_input);
  wrong = settings;
  wrong.client_id = "";
  CHECK(refuses(wrong) == ErrorCode::invalid_input);
  wrong = settings;
  wrong.address = "http://desk.example";
  CHECK(refuses(wrong) == ErrorCode::invalid_input);
  wrong = settings;
  wrong.client_secret_file = folder.file("secret");
  CHECK(refuses(wrong) == ErrorCode::not_found);
  std::ofstream(wrong.client_secret_file) << "s3cret\n";
  std::filesystem::permissions(wrong.client_secret_file, std::filesystem::perms(0640));
  CHECK(refuses(wrong) == ErrorCode::forbidden);
  std::filesystem::permissions(wrong.client_secret_file, std::filesystem::perms(0600));
  CHECK(oidc::Provider::make(wrong));
}
