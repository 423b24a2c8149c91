// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/print_proof.hpp"

#include "sync/desk/centre_settings.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/proof_sheets.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::desk {
namespace {

using base::Result;
using paper::Paper;

constexpr std::size_t kBoardsAStep = 2000;
constexpr std::size_t kMostPlacesNamed = 12;
constexpr int kRowsAPiece = 8 * ProofSheets::kRowsASheet;

Result<std::string> places_in_words(store::Reader& reader, const std::vector<std::string>& paths) {
  PlaceWords words(reader);
  std::string all;
  for (std::size_t i = 0; i < paths.size() && i < kMostPlacesNamed; ++i) {
    const auto said = words.of(paths[i]);
    if (!said) return tl::unexpected(said.error());
    all += (all.empty() ? "" : "、") + *said;
  }
  if (paths.size() > kMostPlacesNamed) all += " 等 " + std::to_string(paths.size()) + " 处";
  return all;
}

Result<void> add_rows(store::Reader& reader, const std::vector<ProvedRow>& proved, base::Zone zone, PaperRows& rows) {
  PlaceWords words(reader);
  std::vector<std::string> paths;
  for (const ProvedRow& row : proved) paths.push_back(row.board.place_path);
  if (auto looked = words.look_ahead(paths); !looked) return looked;
  for (const ProvedRow& row : proved) {
    const auto place = words.of(row.board.place_path);
    if (!place) return tl::unexpected(place.error());
    if (auto added = rows.add(paper_row(row, *place, zone)); !added) return added;
  }
  return {};
}

// The figures of them all.
Result<ProofSummary> read_rows(store::Reader& reader, const ProofSubject& subject, const ProofMoment& moment,
                               PaperRows& rows) {
  ProofFigures figures;
  std::optional<BehindRow> at = BehindRow();
  while (at) {
    std::vector<ProvedRow> proved;
    const auto next =
        each_proved_board(reader, subject, moment, *at, kBoardsAStep, [&](const ProvedRow& row) -> Result<void> {
          figures.add(row);
          proved.push_back(row);
          return {};
        });
    if (!next) return tl::unexpected(next.error());
    if (auto added = add_rows(reader, proved, moment.zone, rows); !added) return tl::unexpected(added.error());
    at = *next;
  }
  return figures.summary(reader, subject);
}

Result<PaperFacts> read_facts(store::Reader& reader, const KeyRing& keys, const store::Announcement& announcement,
                              const model::Rules& rules, const ProofMoment& moment, PaperRows& rows) {
  auto subject = load_proof_subject(reader, announcement, rules);
  if (!subject) return tl::unexpected(subject.error());
  auto summary = read_rows(reader, *subject, moment, rows);
  if (!summary) return tl::unexpected(summary.error());
  const auto settings = load_centre_settings(reader);
  if (!settings) return tl::unexpected(settings.error());
  auto places = places_in_words(reader, subject->paths);
  if (!places) return tl::unexpected(places.error());
  wire::LedgerEnd end =
      signed_end(keys, key_of(announcement), {subject->ledger.number, subject->ledger.hash}, moment.now);
  return PaperFacts{settings->supplier_name, std::move(*places), std::move(*subject), moment,
                    std::move(*summary),     std::move(end)};
}

}  // namespace

struct ProofOnPaper::Parts {
  PaperFacts facts;
  PaperRows rows;
  Paper paper;
  ProofSheets sheets;
  bool begun = false, ended = false;

  Parts(PaperFacts all_facts, PaperRows all_rows, Paper blank)
      : facts(std::move(all_facts)),
        rows(std::move(all_rows)),
        paper(std::move(blank)),
        sheets(paper, facts, rows.count()) {}

  Result<void> draw_some() {
    if (!std::exchange(begun, true)) sheets.draw_cover(facts);
    for (int i = 0; i < kRowsAPiece; ++i) {
      const auto row = rows.next();
      if (!row) return tl::unexpected(row.error());
      if (!*row) {
        sheets.draw_seal(facts);
        ended = true;
        return {};
      }
      sheets.draw(**row);
    }
    return {};
  }
};

ProofOnPaper::ProofOnPaper(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ProofOnPaper::~ProofOnPaper() = default;

Result<std::unique_ptr<ProofOnPaper>> ProofOnPaper::begin(store::Store& store, const KeyRing& keys,
                                                          const store::Announcement& announcement,
                                                          const model::Rules& rules, const ProofMoment& moment) {
  auto rows = PaperRows::make();
  if (!rows) return tl::unexpected(rows.error());
  auto paper = Paper::make("送达证明 " + announcement.id);
  if (!paper) return tl::unexpected(paper.error());
  std::optional<PaperFacts> facts;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto found = read_facts(reader, keys, announcement, rules, moment, *rows);
    if (!found) return tl::unexpected(found.error());
    facts = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return std::unique_ptr<ProofOnPaper>(
      new ProofOnPaper(std::make_unique<Parts>(std::move(*facts), std::move(*rows), std::move(*paper))));
}

Result<std::optional<std::string>> ProofOnPaper::next_piece() {
  while (!parts_->ended) {
    if (auto drawn = parts_->draw_some(); !drawn) return tl::unexpected(drawn.error());
    std::string piece = parts_->ended ? parts_->paper.finish() : parts_->paper.take();
    if (!piece.empty()) return std::optional(std::move(piece));
  }
  return std::nullopt;
}

}  // namespace gridboard::desk
