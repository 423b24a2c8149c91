// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Tokens as a provider signs them, and all that makes one no good. The keys are made here; a whole provider is asked by
// tests/console/oidc.spec.ts.
#include "sync/oidc/id_token.hpp"

#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>
#include <span>
#include <vector>

#include "sync/base/ids.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;

std::string encoded(std::string_view text) {
  return base::to_base64url(std::as_bytes(std::span(text)));
}

std::string number_in(EVP_PKEY* key, const char* name, std::size_t bytes) {
  BIGNUM* number = nullptr;
  REQUIRE(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::string out(bytes == 0 ? static_cast<std::size_t>(BN_num_bytes(number)) : bytes, '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size()));
  BN_free(number);
  return out;
}

struct Signer {
  explicit Signer(bool on_curve, unsigned bits = 2048)
      : curve(on_curve), key(on_curve ? EVP_EC_gen("P-256") : EVP_RSA_gen(bits)) {
    REQUIRE(key != nullptr);
  }
  ~Signer() { EVP_PKEY_free(key); }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;

  [[nodiscard]] std::string as_json(const std::string& id, const std::string& more = "") const {
    const std::string begin = R"({"kid":")" + id + "\"," + more;
    if (!curve) {
      return begin + R"("kty":"RSA","n":")" + encoded(number_in(key, OSSL_PKEY_PARAM_RSA_N, 0)) + R"(","e":")" +
             encoded(number_in(key, OSSL_PKEY_PARAM_RSA_E, 0)) + "\"}";
    }
    return begin + R"("kty":"EC","crv":"P-256","x":")" + encoded(number_in(key, OSSL_PKEY_PARAM_EC_PUB_X, 32)) +
           R"(","y":")" + encoded(number_in(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32)) + "\"}";
  }
  [[nodiscard]] std::string sign(std::string_view text) const {
    EVP_MD_CTX* digest = EVP_MD_CTX_new();
    std::size_t size = 0;
    REQUIRE(EVP_DigestSignInit(digest, nullptr, EVP_sha256(), nullptr, key) == 1);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    REQUIRE(EVP_DigestSign(digest, nullptr, &size, bytes, text.size()) == 1);
    std::string out(size, '\0');
    REQUIRE(EVP_DigestSign(digest, reinterpret_cast<unsigned char*>(out.data()), &size, bytes, text.size()) == 1);
    out.resize(size);
    EVP_MD_CTX_free(digest);
    if (!curve) return out;
    const auto* der = reinterpret_cast<const unsigned char*>(out.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(out.size()));
    std::string joined(64, '\0');
    auto* at = reinterpret_cast<unsigned char*>(joined.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), at, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), at + 32, 32);
    ECDSA_SIG_free(pair);
    return joined;
  }
  [[nodiscard]] std::string token(const std::string& header, const std::string& claims) const {
    const std::string text = encoded(header) + '.' + encoded(claims);
    return text + '.' + encoded(sign(text));
  }

  bool curve;
  EVP_PKEY* key;
};

const oidc::Expected kExpected{"https://id.example", "gridboard", "n-1",
                               base::Instant(std::chrono::seconds(1795000000))};

std::string claims_with(const std::string& name, const std::string& value) {
  const std::vector<std::pair<std::string, std::string>> good{{"iss", R"("https://id.example")"},
                                                              {"aud", R"("gridboard")"},
                                                              {"nonce", R"("n-1")"},
                                                              {"sub", R"("u-17")"},
                                                              {"iat", "1795000000"},
                                                              {"exp", "1795000300"},
                                                              {"email", R"("Wang@Example.cn")"}};
  std::string out;
  bool there = false;
  for (const auto& [key, kept] : good) {
    const bool changed = key == name;
    there = there || changed;
    if (changed && value.empty()) continue;
    out += (out.empty() ? "{\"" : ",\"") + key + "\":" + (changed ? value : kept);
  }
  if (!there && !name.empty()) out += ",\"" + name + "\":" + value;
  return out + "}";
}

}  // namespace

TEST_CASE("a token signed by a key of the provider says who it is") {
  for (const bool curve : {false, true}) {
    CAPTURE(curve);
    const Signer signer(curve);
    const auto keys = oidc::parse_keys(R"({"keys":[)" + signer.as_json("k1") + "]}");
    REQUIRE(keys);
    REQUIRE(keys->size() == 1);
    const std::string algorithm = curve ? "ES256" : "RS256";
    const std::string header = R"({"alg":")" + algorithm + R"(","kid":"k1"})";
    const auto checked = oidc::check_id_token(signer.token(header, claims_with("", "")), *keys, kExpected);
    REQUIRE_MESSAGE(checked, (checked ? "" : checked.error().message));
    CHECK(checked->subject == "u-17");
    CHECK(checked->email.empty());  // nobody says that it was checked
    const auto vouched =
        oidc::check_id_token(signer.token(header, claims_with("email_verified", "true")), *keys, kExpected);
    REQUIRE(vouched);
    CHECK(vouched->email == "wang@example.cn");

    SUBCASE("but not one that was changed, by one bit of any part") {
      const std::string token = signer.token(header, claims_with("", ""));
      for (std::size_t at = 0; at < token.size(); at += 7) {
        std::string changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        if (changed == token) continue;
        CHECK_FALSE(oidc::check_id_token(changed, *keys, kExpected));
      }
    }
    SUBCASE("nor one of another key with the same name") {
      const Signer other(curve);
      const auto refused = oidc::check_id_token(other.token(header, claims_with("", "")), *keys, kExpected);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::unauthenticated);
    }
    SUBCASE("and a key that isn't known is asked for") {
      const auto unknown = oidc::check_id_token(
          signer.token(R"({"alg":")" + algorithm + R"(","kid":"k2"})", claims_with("", "")), *keys, kExpected);
      REQUIRE_FALSE(unknown);
      CHECK(unknown.error().code == ErrorCode::not_found);
    }
  }
}

TEST_CASE("a token without a signature, or with one of ours to make, opens nothing") {
  const Signer signer(false);
  const auto keys = oidc::parse_keys(R"({"keys":[)" + signer.as_json("k1") + "]}");
  REQUIRE(keys);
  const std::string claims = claims_with("", "");
  for (const std::string& header :
       {std::string(R"({"alg":"none"})"), std::string(R"({"alg":"HS256","kid":"k1"})"),
        std::string(R"({"alg":"ES256","kid":"k1"})"), std::string(R"({"alg":"RS256","kid":"k1","crit":["exp"]})"),
        std::string(R"({"kid":"k1"})"), std::string("[]"), std::string("")}) {
    CAPTURE(header);
    CHECK_FALSE(oidc::check_id_token(signer.token(header, claims), *keys, kExpected));
  }
  const std::string bare = encoded(R"({"alg":"RS256","kid":"k1"})") + '.' + encoded(claims);
  CHECK_FALSE(oidc::check_id_token(bare, *keys, kExpected));
  CHECK_FALSE(oidc::check_id_token(bare + '.', *keys, kExpected));
  CHECK_FALSE(oidc::check_id_token(std::string(oidc::kMostTokenBytes + 1, 'a'), *keys, kExpected));
}

TEST_CASE("each claim must be right") {
  const Signer signer(true);
  const auto keys = oidc::parse_keys(R"({"keys":[)" + signer.as_json("k1") + "]}");
  REQUIRE(keys);
  const auto passes = [&](const std::string& name, const std::string& value) {
    return oidc::check_id_token(signer.token(R"({"alg":"ES256","kid":"k1"})", claims_with(name, value)), *keys,
                                kExpected)
        .has_value();
  };
  CHECK(passes("", ""));
  CHECK_FALSE(passes("iss", R"("https://id.example/")"));
  CHECK_FALSE(passes("iss", ""));
  CHECK_FALSE(passes("aud", R"("other")"));
  CHECK_FALSE(passes("aud", R"(["other"])"));
  CHECK(passes("aud", R"(["gridboard"])"));
  CHECK_FALSE(passes("aud", R"(["gridboard","other"])"));  // of several, without saying made out to whom
  CHECK_FALSE(passes("nonce", R"("n-2")"));
  CHECK_FALSE(passes("nonce", ""));
  CHECK_FALSE(passes("sub", R"("")"));
  CHECK_FALSE(passes("sub", "17"));
  CHECK_FALSE(passes("sub", '"' + std::string(oidc::kMostIdentityBytes + 1, 'a') + '"'));
  CHECK(passes("sub", '"' + std::string(oidc::kMostIdentityBytes, 'a') + '"'));
  SUBCASE("times hold to the second, and a minute for clocks that differ") {
    CHECK(passes("exp", "1794999941"));  // ended 59 s ago
    CHECK_FALSE(passes("exp", "1794999940"));
    CHECK_FALSE(passes("exp", ""));
    CHECK_FALSE(passes("exp", R"("1795000300")"));
    CHECK_FALSE(passes("exp", "1e300"));
    CHECK(passes("iat", "1795000060"));
    CHECK_FALSE(passes("iat", "1795000061"));
    CHECK_FALSE(passes("iat", ""));
    CHECK(passes("nbf", "1795000060"));
    CHECK_FALSE(passes("nbf", "1795000061"));
    CHECK_FALSE(passes("nbf", "-1"));
  }
}

TEST_CASE("keys that aren't meant for this, or are too small, are passed over") {
  const Signer small(false, 1024), good(false), curve(true);
  const auto keys =
      oidc::parse_keys(R"({"keys":[)" + small.as_json("small") + ',' + good.as_json("enc", R"("use":"enc",)") + ',' +
                       good.as_json("other", R"("alg":"PS256",)") + ',' +
                       R"({"kty":"oct","k":"AAAA"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},7,)" +
                       curve.as_json("good", R"("use":"sig",)") + "]}");
  REQUIRE(keys);
  REQUIRE(keys->size() == 1);
  CHECK(keys->front().id == "good");
  for (const char* broken : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":)"}) CHECK_FALSE(oidc::parse_keys(broken));
  std::string many = R"({"keys":[{})";
  for (std::size_t i = 0; i < oidc::kMostKeys; ++i) many += ",{}";
  CHECK_FALSE(oidc::parse_keys(many + "]}"));
}
