// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A line of the feed as it goes over the wire, made once in each encoding that is asked for and shared by all streams
// that send it. Belongs to one thread.
//
// A zstd stream is a row of whole frames. A gzip stream is one member (not every client takes several): pieces of
// deflate that refer to nothing before them and end on a byte, behind a header, before an end with the check sum of
// all.

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/net/http.hpp"

namespace gridboard::server {

enum class Encoding { plain, gzip, zstd };
// The best of those that an Accept-Encoding header takes: zstd, gzip, plain.
[[nodiscard]] Encoding choose_encoding(std::string_view accepted);
// For a Content-Encoding header; "" for plain.
[[nodiscard]] std::string_view name_of(Encoding encoding);

class FeedBytes {
 public:
  // What many streams send is compressed; what one alone sends is only wrapped, since that costs next to nothing.
  enum class Use { shared, once };
  explicit FeedBytes(std::string line, Use use = Use::shared);  // without its newline

  [[nodiscard]] const net::SharedBytes& plain() const { return plain_; }
  [[nodiscard]] const net::SharedBytes& zstd();
  [[nodiscard]] const net::SharedBytes& deflated();                     // a piece of a gzip stream
  [[nodiscard]] std::uint32_t check_sum() const { return check_sum_; }  // of plain(), once deflated() was asked for

 private:
  const Use use_;
  std::uint32_t check_sum_ = 0;
  net::SharedBytes plain_, zstd_, deflated_;
};

// What a gzip stream needs beside its pieces.
class GzipFrame {
 public:
  // Empty but for the first time.
  [[nodiscard]] std::string take_header();
  void add(FeedBytes& line);
  [[nodiscard]] std::string end() const;

 private:
  bool begun_ = false;
  std::uint32_t check_sum_ = 0, bytes_ = 0;
};

}  // namespace gridboard::server
