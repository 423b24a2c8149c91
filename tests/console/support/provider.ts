// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oidc from 'oidc-provider'

export const kClientSecret = 'a secret of this test alone'

function key(kind: 'RS256' | 'ES256') {
  const pair =
    kind === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...pair.privateKey.export({ format: 'jwk' }), use: 'sig', alg: kind, kid: kind }
}

/**
 * A real OpenID Connect provider (node-oidc-provider, certified by the OpenID Foundation) with its own pages for signing
 * in. On "localhost", while the centre is on 127.0.0.1: to a browser two sites, as in life.
 */
export class IdentityProvider {
  readonly issuer: string
  private constructor(private server: Server) {
    this.issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  }

  static async start(centre: string): Promise<IdentityProvider> {
    let answer: RequestListener = (_, response) => response.end()
    const server = createServer((request, response) => answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const made = new IdentityProvider(server)
    const client = (id: string, id_token_signed_response_alg: string, more = {}) => ({
      client_id: id,
      client_secret: kClientSecret,
      redirect_uris: [`${centre}/api/v1/session/provider/callback`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg,
      ...more,
    })
    const provider = new oidc.Provider(made.issuer, {
      clients: [
        client('desk-rsa', 'RS256'),
        client('desk-curve', 'ES256', { token_endpoint_auth_method: 'none', client_secret: undefined }),
      ],
      jwks: { keys: [key('RS256'), key('ES256')] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false, // the e-mail address stands in the token
      findAccount: (_: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, email: `${id}@Yunxi.example`, email_verified: !id.startsWith('new') }),
      }),
      pkce: { required: () => true },
      cookies: { keys: ['of this test alone'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 300, AccessToken: 300, AuthorizationCode: 60 },
    })
    answer = provider.callback()
    return made
  }

  async end(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
