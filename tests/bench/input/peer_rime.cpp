// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "peer_rime.hpp"

#include <rime_api.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>

namespace gridboard::bench {
namespace {

constexpr const char* kShared = "/usr/share/rime-data";
constexpr const char* kSchema = "luna_pinyin_simp";

}  // namespace

std::unique_ptr<PeerRime> PeerRime::open() {
  std::string folder = (std::filesystem::temp_directory_path() / "gridboard-rime-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return nullptr;
  std::unique_ptr<PeerRime> peer(new PeerRime(folder));  // deletes the folder from here on
  RimeApi* rime = rime_get_api();
  RIME_STRUCT(RimeTraits, traits);
  traits.shared_data_dir = kShared;
  traits.user_data_dir = peer->folder_.c_str();
  traits.distribution_name = traits.distribution_code_name = "gridboard-bench";
  traits.distribution_version = "1";
  traits.app_name = "rime.gridboard-bench";
  traits.min_log_level = 2;
  traits.log_dir = peer->folder_.c_str();
  rime->setup(&traits);
  rime->initialize(&traits);
  rime->deploy_schema((std::string(kShared) + "/" + kSchema + ".schema.yaml").c_str());
  peer->session_ = rime->create_session();
  if (peer->session_ == 0 || !rime->select_schema(peer->session_, kSchema) || peer->typist()("ni", false).empty()) {
    std::fprintf(stderr, "librime doesn't start with %s\n", kSchema);
    return nullptr;
  }
  return peer;
}

PeerRime::~PeerRime() {
  RimeApi* rime = rime_get_api();
  if (session_ != 0) rime->destroy_session(session_);
  rime->finalize();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Typist PeerRime::typist() {
  return [this](const std::string& letters, bool) {
    RimeApi* rime = rime_get_api();
    if (letters.size() != typed_.size() + 1 || !letters.starts_with(typed_)) {
      rime->clear_composition(session_);
      typed_.clear();
    }
    for (std::size_t i = typed_.size(); i < letters.size(); ++i) rime->process_key(session_, letters[i], 0);
    typed_ = letters;
    std::vector<std::string> row;
    RimeCandidateListIterator iterator = {};
    if (rime->candidate_list_begin(session_, &iterator)) {
      while (row.size() < kFirstRow && rime->candidate_list_next(&iterator)) row.emplace_back(iterator.candidate.text);
      rime->candidate_list_end(&iterator);
    }
    return row;
  };
}

}  // namespace gridboard::bench
