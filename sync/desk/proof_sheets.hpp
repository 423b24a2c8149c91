// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a proof looks on paper: a cover that says what was announced and what came of it, then a table of boards, and
// behind it who issues the proof, with room for a seal.

#include <cstdint>
#include <string>

#include "sync/desk/paper_rows.hpp"
#include "sync/desk/prove_delivery.hpp"
#include "sync/paper/paper.hpp"
#include "sync/wire/ledger.hpp"

namespace gridboard::desk {

struct PaperFacts {
  std::string supplier, places;
  ProofSubject subject;
  ProofMoment moment;
  ProofSummary summary;
  wire::LedgerEnd end;
};

// In words as they stand in the table; `place` is the board's.
[[nodiscard]] PaperRow paper_row(const ProvedRow& row, const std::string& place, base::Zone zone);

// Draws from the first sheet to the last, each with its number and how many there are. One thread at a time.
class ProofSheets {
 public:
  inline static constexpr int kRowsASheet = 24;

  // The paper outlives it.
  ProofSheets(paper::Paper& paper, const PaperFacts& facts, std::int64_t rows);

  void draw_cover(const PaperFacts& facts);
  void draw(const PaperRow& row);
  // Behind the last row: issued by, handled by, date, kept together on one sheet.
  void draw_seal(const PaperFacts& facts);

 private:
  void begin_sheet();
  void begin_table_sheet();
  void draw_cell(std::size_t column, const PaperRow::Cell& cell);

  paper::Paper& paper_;
  const std::string foot_;
  const std::int64_t rows_, sheets_;
  std::int64_t sheet_ = 0, drawn_ = 0;
  double y_mm_ = 0;
};

}  // namespace gridboard::desk
