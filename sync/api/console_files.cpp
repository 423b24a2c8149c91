// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/console_files.hpp"

#include <sodium.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <span>
#include <utility>

#include "sync/base/ids.hpp"

namespace gridboard::api {
namespace {

constexpr std::string_view kRoot = "/console/";
constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kHashedFolder = "assets/";
constexpr std::uintmax_t kMostBytes = 64 << 20;
// Scripts, styles and pictures of ours alone; no page may frame it. `data:` and `blob:` are pictures that the console
// has made or just loaded.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'";
constexpr std::array<std::pair<std::string_view, const char*>, 12> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
}};

std::string type_of(std::string_view name) {
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string mark_of(std::string_view bytes) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return '"' + base::to_hex(std::as_bytes(std::span(hash))) + '"';
}

void protect(net::Response& response) {
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
}

net::Response text(int status, const char* words) {
  net::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = words;
  return response;
}

}  // namespace

base::Result<ConsoleFiles> ConsoleFiles::load(const std::string& folder) {
  namespace fs = std::filesystem;
  ConsoleFiles console;
  std::error_code error;
  if (!fs::is_directory(folder, error)) return console;
  std::uintmax_t total = 0;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_symlink(ignored) || !at->is_regular_file(ignored)) continue;
    total += at->file_size(ignored);
    if (total > kMostBytes) return base::fail(base::ErrorCode::too_large, folder + ": more than a console has");
    std::ifstream file(at->path(), std::ios::binary);
    File kept;
    kept.bytes.assign(std::istreambuf_iterator<char>(file), {});
    if (!file) return base::fail(base::ErrorCode::io, "can't read " + at->path().string());
    const std::string name = at->path().lexically_relative(folder).generic_string();
    kept.type = type_of(name);
    kept.mark = mark_of(kept.bytes);
    kept.for_ever = name.starts_with(kHashedFolder);
    console.files_.emplace(name, std::move(kept));
  }
  if (error) return base::fail(base::ErrorCode::io, "can't read " + folder + ": " + error.message());
  return console;
}

const ConsoleFiles::File* ConsoleFiles::find(std::string_view path) const {
  const std::string_view name = path.substr(kRoot.size());
  if (const auto found = files_.find(name); found != files_.end()) return &found->second;
  // A page of the console has no dot in its last part; what has one is a file that isn't there.
  const std::size_t slash = name.rfind('/');
  if (name.find('.', slash == std::string_view::npos ? 0 : slash) != std::string_view::npos) return nullptr;
  const auto index = files_.find(kIndex);
  return index == files_.end() ? nullptr : &index->second;
}

net::Response ConsoleFiles::answer(const net::Request& request) const {
  const std::string& path = request.target.path;
  net::Response response;
  if (request.method != "GET" && request.method != "HEAD") {
    response = text(405, "GET\n");
    response.headers.emplace_back("Allow", "GET, HEAD");
  } else if (!path.starts_with(kRoot)) {
    response = text(302, "");
    response.headers.emplace_back("Location", kRoot);
  } else if (const File* file = find(path); file == nullptr) {
    response = files_.empty() ? text(503, "控制台还没有构建。The console has not been built.\n")
                              : text(404, "没有这个文件。No such file.\n");
  } else {
    response.content_type = file->type;
    response.headers.emplace_back("ETag", file->mark);
    response.headers.emplace_back("Cache-Control", file->for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.header("if-none-match") == file->mark) {
      response.status = 304;
    } else {
      response.body = file->bytes;
    }
  }
  protect(response);
  return response;
}

}  // namespace gridboard::api
