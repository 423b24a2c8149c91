# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
# A room is a folder, a CMake target and a namespace. Its floor decides what it may include; tests/house proves it.

add_library(gridboard_options INTERFACE)
target_compile_options(gridboard_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # Optimised, GCC 12 takes the buffer of a short std::string for one that is overrun, and a coroutine's frame for
  # something freed by the wrong function.
  target_compile_options(gridboard_options INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
                         -Wno-mismatched-new-delete)
endif()
target_include_directories(gridboard_options INTERFACE ${PROJECT_SOURCE_DIR})
# Threads and some packages define it; a precompiled header is used only where the same macros are defined.
target_compile_definitions(gridboard_options INTERFACE _REENTRANT)
target_compile_definitions(gridboard_options INTERFACE GRIDBOARD_VERSION="${PROJECT_VERSION}")
# Where the assets lie: beside the sources while developing, under the prefix once installed. Only for what asks for it,
# so that a compiler's cache serves every copy of the sources.
set(GRIDBOARD_ASSETS GRIDBOARD_ASSETS_DIR="${PROJECT_SOURCE_DIR}/assets")
if(GRIDBOARD_SANITIZE)
  target_compile_options(gridboard_options INTERFACE -fsanitize=${GRIDBOARD_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(gridboard_options INTERFACE -fsanitize=${GRIDBOARD_SANITIZE})
endif()
if(GRIDBOARD_FUZZ)
  target_compile_options(gridboard_options INTERFACE -fsanitize=fuzzer-no-link,address)
  target_link_options(gridboard_options INTERFACE -fsanitize=address)
endif()

# precompiled.hpp read once for all rooms, and with doctest for all tests. A room with a precompiled header of its own
# keeps that.
function(gridboard_precompile name)
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
  add_library(${name} STATIC ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PUBLIC gridboard_options)
  target_precompile_headers(${name} PRIVATE ${PROJECT_SOURCE_DIR}/packaging/cmake/precompiled.hpp ${ARGN})
endfunction()
gridboard_precompile(gridboard_precompiled)
if(GRIDBOARD_TESTS)
  gridboard_precompile(gridboard_precompiled_tests <doctest/doctest.h>)
  # A test itself needn't be quick, its building does; what it tests is built as it is shipped.
  target_compile_options(gridboard_precompiled_tests PRIVATE -O0)
endif()

# gridboard_room(sync_base SOURCES a.cpp b.cpp PRECOMPILE sync/base/log.hpp PUBLIC other_room PRIVATE lib)
# PRECOMPILE: what nearly every source of the room includes, read once for the room together with precompiled.hpp.
function(gridboard_room name)
  cmake_parse_arguments(ROOM "OWN_PRECOMPILED_HEADER" "" "SOURCES;PUBLIC;PRIVATE;PRECOMPILE" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(${name} PUBLIC gridboard_options ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
  if(ROOM_PRECOMPILE)
    list(TRANSFORM ROOM_PRECOMPILE PREPEND ${PROJECT_SOURCE_DIR}/)
    target_precompile_headers(${name} PRIVATE ${PROJECT_SOURCE_DIR}/packaging/cmake/precompiled.hpp ${ROOM_PRECOMPILE})
  elseif(NOT ROOM_OWN_PRECOMPILED_HEADER)
    target_precompile_headers(${name} REUSE_FROM gridboard_precompiled)
  endif()
endfunction()

# gridboard_program(gridboard SOURCES main.cpp LINKS sync_cli)
function(gridboard_program name)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${PROGRAM_SOURCES})
  target_link_libraries(${name} PRIVATE gridboard_options ${PROGRAM_LINKS})
endfunction()

# What packaging/check builds of a preset when it doesn't need all.
add_custom_target(sanitized_tests)
add_custom_target(fuzzers)

if(GRIDBOARD_TESTS)
  add_library(gridboard_doctest_main OBJECT ${PROJECT_SOURCE_DIR}/tests/support/doctest_main.cpp)
  target_link_libraries(gridboard_doctest_main PRIVATE gridboard_options)
  target_compile_options(gridboard_doctest_main PRIVATE -O0)
endif()

# gridboard_test(test_sync_base SOURCES a_test.cpp LINKS sync_base): doctest with its own main, one ctest entry.
function(gridboard_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINKS;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES} $<TARGET_OBJECTS:gridboard_doctest_main>)
  target_link_libraries(${name} PRIVATE gridboard_options ${TEST_LINKS})
  target_compile_definitions(${name} PRIVATE GRIDBOARD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE -O0)
  target_precompile_headers(${name} REUSE_FROM gridboard_precompiled_tests)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  if(name MATCHES "^test_sync_(wire|replica|store)$")
    add_dependencies(sanitized_tests ${name})
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 LABELS "unit;${TEST_LABELS}")
endfunction()

# gridboard_fuzzer(fuzz_feed_line SOURCES x.cpp LINKS sync_wire): libFuzzer with clang, seeds in tests/fuzz/seeds/<name>.
function(gridboard_fuzzer name)
  cmake_parse_arguments(FUZZER "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${FUZZER_SOURCES})
  target_link_libraries(${name} PRIVATE gridboard_options ${FUZZER_LINKS})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  add_dependencies(fuzzers ${name})
endfunction()
