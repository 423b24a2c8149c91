# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
# cmake -DNPM=... -DFROM=<folder of package.json> -DTO=<folder> -P npm_ci.cmake: exactly what the lock file names, into
# <TO>/node_modules. What npm's cache has is not fetched again, so a second build folder needs no network.
file(MAKE_DIRECTORY ${TO})
foreach(name package.json package-lock.json .npmrc)
  file(COPY_FILE ${FROM}/${name} ${TO}/${name})
endforeach()
foreach(attempt RANGE 1 3)
  execute_process(COMMAND ${NPM} ci --prefer-offline --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${TO}
                  RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(result EQUAL 0)
    return()
  endif()
  if(attempt LESS 3)
    message(STATUS "npm ci failed, trying again")
    execute_process(COMMAND ${CMAKE_COMMAND} -E sleep 5)
  endif()
endforeach()
message(FATAL_ERROR "npm ci failed three times in ${TO}. It fetches the packages of ${FROM}/package.json: does `npm ping` "
                    "reach the registry?\n${said}")
