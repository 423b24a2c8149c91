// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is done to an import once its request has been answered, and told to those who follow it.
#include "sync/api/import_jobs.hpp"

#include "sync/api/answers.hpp"
#include "sync/api/events.hpp"
#include "sync/api/import_operations.hpp"
#include "sync/base/log.hpp"

namespace gridboard::api {
namespace {

using base::Result;

constexpr std::chrono::milliseconds kTellEvery{400};

// What the work needs once its request has been answered.
struct Job {
  Environment env;
  desk::Actor actor;
  std::string id;
  ImportWork work;
};

std::optional<Refusal> refusal_of(const Result<store::Import>& done) {
  if (done) return std::nullopt;
  return refuse_import(done.error());
}

std::optional<Refusal> run(const Job& job, const desk::ImportDesk& desk, const desk::Progress& progress) {
  switch (job.work) {
    case ImportWork::checking:
      return refusal_of(desk::check_import(desk, job.id, progress));
    case ImportWork::applying:
      return refusal_of(desk::apply_import(desk, job.id, progress));
    case ImportWork::discarding: {
      const auto gone = desk::discard_import(desk, job.id);
      return gone ? std::nullopt : std::optional(refuse_import(gone.error()));
    }
    case ImportWork::undoing:
      break;
  }
  const auto undone = desk::undo_import(desk, job.id, progress);
  if (!undone) return refuse_import(undone.error());
  if (undone->obstacles.empty()) return std::nullopt;
  return refuse_undo(undone->obstacles);
}

void work_on(const Job& job) {
  const auto rules = job.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(job.env, job.actor, *rules);
  auto told = job.env.clock.monotonic();
  const desk::Progress progress = [&](const desk::ImportProgress& now) {
    job.env.bulk->advance(job.id, now.bytes_done, now.bytes_total);
    if (job.env.clock.monotonic() - told < kTellEvery) return;
    told = job.env.clock.monotonic();
    job.env.events.tell(Topic::imports, job.id);
  };
  auto refusal = run(job, desk, progress);
  if (refusal && !refusal->log_message.empty()) {
    base::log_event(base::LogLevel::error, "import.failed", {{"what", std::string_view(refusal->log_message)}});
  }
  job.env.bulk->end(job.id, std::move(refusal));
  job.env.events.tell(Topic::imports, job.id);
  job.env.events.look();
}

ImportWork work_left(store::ImportState state) {
  if (state == store::ImportState::applying) return ImportWork::applying;
  return state == store::ImportState::undoing ? ImportWork::undoing : ImportWork::checking;
}

}  // namespace

desk::ImportDesk import_desk_of(const Environment& env, const desk::Actor& actor, const model::Rules& rules) {
  return {
      env.store, actor, env.clock, env.random, rules, env.bulk->tariffs(), env.bulk->sizes(), &env.bulk->stopping()};
}

bool begin_import_work(const Environment& env, const desk::Actor& actor, const std::string& id, ImportWork work) {
  if (!env.bulk->begin(id, work)) return false;
  Job job{env, actor, id, work};
  if (env.bulk->imports().post([job] { work_on(job); })) return true;
  env.bulk->end(id, refuse_busy());
  return false;
}

void go_on_with_imports(const Environment& env) {
  const auto unfinished = desk::unfinished_imports(env.store);
  if (!unfinished) {
    return base::log_event(base::LogLevel::error, "import.failed",
                           {{"what", std::string_view(unfinished.error().message)}});
  }
  for (const store::Import& import : *unfinished) {
    // One for which there is no room can be gone on with from its page.
    static_cast<void>(begin_import_work(env, desk::system_actor(), import.id, work_left(import.state)));
  }
}

}  // namespace gridboard::api
