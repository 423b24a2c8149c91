// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/oidc/public_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <boost/json/parse.hpp>
#include <memory>

#include "sync/base/ids.hpp"
#include "sync/oidc/json_text.hpp"

namespace gridboard::oidc {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kP256Bytes = 32;

template <auto free_it>
struct Freed {
  template <class T>
  void operator()(T* thing) const {
    free_it(thing);
  }
};
using Number = std::unique_ptr<BIGNUM, Freed<&BN_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using KeyMaker = std::unique_ptr<EVP_PKEY_CTX, Freed<&EVP_PKEY_CTX_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<&OSSL_PARAM_free>>;
using ParameterList = std::unique_ptr<OSSL_PARAM_BLD, Freed<&OSSL_PARAM_BLD_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<&EVP_MD_CTX_free>>;
using CurveSignature = std::unique_ptr<ECDSA_SIG, Freed<&ECDSA_SIG_free>>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view bytes) {
  return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Key key_of(const char* kind, OSSL_PARAM_BLD* list) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(list));
  const KeyMaker maker(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !maker || EVP_PKEY_fromdata_init(maker.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) return nullptr;
  return Key(made);
}

Key rsa_key(const PublicKey& key) {
  const Number modulus = number_of(key.first), exponent = number_of(key.second);
  const ParameterList list(OSSL_PARAM_BLD_new());
  if (!modulus || !exponent || !list) return nullptr;
  if (OSSL_PARAM_BLD_push_BN(list.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1) return nullptr;
  if (OSSL_PARAM_BLD_push_BN(list.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1) return nullptr;
  return key_of("RSA", list.get());
}

Key curve_key(const PublicKey& key) {
  const std::string point = '\x04' + key.first + key.second;  // SEC 1, 2.3.3: uncompressed
  const ParameterList list(OSSL_PARAM_BLD_new());
  if (!list) return nullptr;
  if (OSSL_PARAM_BLD_push_utf8_string(list.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1) return nullptr;
  if (OSSL_PARAM_BLD_push_octet_string(list.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1) {
    return nullptr;
  }
  return key_of("EC", list.get());
}

// RFC 7518, 3.4 joins the two numbers; OpenSSL wants them in DER. "" if it is none.
std::string curve_signature(std::string_view joined) {
  if (joined.size() != 2 * kP256Bytes) return "";
  Number r = number_of(joined.substr(0, kP256Bytes)), s = number_of(joined.substr(kP256Bytes));
  const CurveSignature signature(ECDSA_SIG_new());
  if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return "";
  static_cast<void>(r.release());  // the signature's from here on
  static_cast<void>(s.release());
  unsigned char* out = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &out);
  if (size <= 0) return "";
  std::string text(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return text;
}

std::string_view without_zeros(std::string_view number) {
  const std::size_t first = number.find_first_not_of('\0');
  return first == std::string_view::npos ? std::string_view() : number.substr(first);
}

std::optional<PublicKey> read_key(const json::object& object) {
  const std::string use = text_in(object, "use"), algorithm = text_in(object, "alg"), kind = text_in(object, "kty");
  if (!use.empty() && use != "sig") return std::nullopt;
  PublicKey key;
  key.id = text_in(object, "kid");
  if (kind == "RSA" && (algorithm.empty() || algorithm == "RS256")) {
    key.first = without_zeros(base::from_base64url(text_in(object, "n")));
    key.second = without_zeros(base::from_base64url(text_in(object, "e")));
    const Number modulus = number_of(key.first);
    const auto bits = modulus ? static_cast<std::size_t>(BN_num_bits(modulus.get())) : 0;
    if (bits < kLeastRsaBits || bits > kMostRsaBits || key.second.empty() || key.second.size() > 8) return std::nullopt;
    return key;
  }
  if (kind == "EC" && text_in(object, "crv") == "P-256" && (algorithm.empty() || algorithm == "ES256")) {
    key.algorithm = Algorithm::es256;
    key.first = base::from_base64url(text_in(object, "x"));
    key.second = base::from_base64url(text_in(object, "y"));
    if (key.first.size() == kP256Bytes && key.second.size() == kP256Bytes) return key;
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<PublicKey>> parse_keys(std::string_view text) {
  const auto document = parse_object(text);
  const json::value* listed = document ? document->if_contains("keys") : nullptr;
  if (listed == nullptr || !listed->is_array()) return fail(ErrorCode::corrupt, "the provider's keys are no key set");
  if (listed->get_array().size() > kMostKeys) return fail(ErrorCode::too_large, "the provider has too many keys");
  std::vector<PublicKey> keys;
  for (const json::value& one : listed->get_array()) {
    if (!one.is_object()) continue;
    if (auto key = read_key(one.get_object())) keys.push_back(std::move(*key));
  }
  return keys;
}

bool signed_by(const PublicKey& key, std::string_view text, std::string_view signature) {
  const bool curve = key.algorithm == Algorithm::es256;
  const Key made = curve ? curve_key(key) : rsa_key(key);
  const Digest digest(EVP_MD_CTX_new());
  const std::string form = curve ? curve_signature(signature) : std::string(signature);
  if (!made || !digest || form.empty()) return false;
  // PKCS #1 v1.5 is what EVP takes for RSA unless it is told otherwise.
  if (EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, made.get()) != 1) return false;
  return EVP_DigestVerify(digest.get(), bytes_of(form), form.size(), bytes_of(text), text.size()) == 1;
}

}  // namespace gridboard::oidc
