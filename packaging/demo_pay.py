# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A payment service for the demo: a page that shows what a board's code asks for, a button that "pays", and the signed
message that tells the centre. No money moves. Loopback only.

As a program: demo_pay.py CENTRE_URL SECRET_FILE ADDRESS_FILE, where SECRET_FILE holds the one line that
`gridboard payment key demo` printed. It writes its own address to ADDRESS_FILE and runs until it is ended."""
import base64
import datetime as dt
import hashlib
import hmac
import html
import http.server
import json
import pathlib
import secrets
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>演示支付</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:18px system-ui,"Noto Sans CJK SC",sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;color:#14211f}}
.sum{{font-size:2.6rem;font-weight:700;margin:.4em 0}}button{{font:inherit;font-weight:700;padding:.7em 2em;border:0;
border-radius:8px;background:#00635c;color:#fff;width:100%}}textarea,input{{font:inherit;width:100%;box-sizing:border-box}}
.hint{{color:#3d4a47;font-size:.85rem}}</style><h1>演示支付</h1>{body}
<p class="hint">演示用，不会真的付钱。This is a demo: no money moves.</p></html>"""


def tags(text):
    """EMVCo TLV: two digits of a tag, two of a length in characters, the value."""
    found, at = {}, 0
    while at + 4 <= len(text):
        length = int(text[at + 2:at + 4])
        found[text[at:at + 2]] = text[at + 4:at + 4 + length]
        at += 4 + length
    return found


def asked_for(code):
    """Bill number and fen that a merchant-presented code asks for; ValueError if it isn't one."""
    fields = tags(code)
    if fields.get("00") != "01" or "54" not in fields or "62" not in fields:
        raise ValueError("not a payment code")
    yuan, _, cents = fields["54"].partition(".")
    return tags(fields["62"])["01"], int(yuan) * 100 + int(cents.ljust(2, "0") or 0)


def sign(secret, message_id, seconds, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{message_id}.{seconds}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(mac).decode()


def tell(centre, secret, bill, fen):
    """Sends the message as a service does; gives the centre's verdict."""
    payment = "DEMO-" + secrets.token_hex(6).upper()
    at = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).isoformat(timespec="seconds")
    body = json.dumps({"type": "payment.succeeded",
                       "data": {"payment": payment, "bill": bill, "amount_fen": fen, "at": at}}).encode()
    message_id, seconds = "msg_" + secrets.token_hex(12), str(int(time.time()))
    request = urllib.request.Request(centre + "/hooks/payments/demo", body, {
        "Content-Type": "application/json", "webhook-id": message_id, "webhook-timestamp": seconds,
        "webhook-signature": sign(secret, message_id, seconds, body)})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["verdict"]


class Handler(http.server.BaseHTTPRequestHandler):
    def say(self, status, body):
        page = PAGE.format(body=body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        code = query.get("code", [""])[0]
        if "bill" in query and "fen" in query:
            return self.ask(query["bill"][0], query["fen"][0], query.get("until", ["0"])[0])
        if not code:
            return self.say(200, '<form><label for="code">缴费码内容</label><textarea id="code" name="code" rows="5">'
                                 '</textarea><p><button>看看要付多少</button></form>')
        try:
            bill, fen = asked_for(code)
        except (ValueError, KeyError):
            return self.say(400, "<p>这不是缴费码。</p>")
        self.offer(bill, fen)

    def ask(self, bill, fen, until):
        """What a board's code led here with: PAGE?bill=...&fen=...&until=... (sync/model/payment_link.hpp)."""
        if not (fen.isascii() and fen.isdigit() and until.isascii() and until.isdigit()):
            return self.say(400, "<p>这不是缴费码。</p>")
        if int(until) <= time.time():
            return self.say(410, "<p>这个缴费码已过期，请回到提示板扫新的。</p>")
        self.offer(bill, int(fen))

    def offer(self, bill, fen):
        shown = html.escape(bill)
        self.say(200, f'<p>电费账单 {shown}</p><p class="sum">{fen // 100}.{fen % 100:02d} 元</p><form method="post">'
                      f'<input type="hidden" name="bill" value="{shown}"><input type="hidden" name="fen" value="{fen}">'
                      '<button>确认支付</button></form>')

    def do_POST(self):
        length = min(int(self.headers.get("Content-Length", 0)), 10_000)
        form = urllib.parse.parse_qs(self.rfile.read(length).decode(errors="replace"))
        try:
            bill, fen = form["bill"][0], int(form["fen"][0])
            verdict = tell(self.server.centre, self.server.secret, bill, fen)
        except (KeyError, ValueError):
            return self.say(400, "<p>这不是缴费码。</p>")
        except (urllib.error.URLError, OSError) as error:
            return self.say(502, f"<p>没有送达：{html.escape(str(error))}</p>")
        said = {"taken": "支付成功", "unmatched": "已支付，供电公司在核对账单"}.get(verdict, verdict)
        self.say(200, f'<p class="sum">{html.escape(said)}</p><p>{fen // 100}.{fen % 100:02d} 元 · {html.escape(bill)}</p>')

    def log_message(self, *_):
        pass


def serve(centre, secret):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.centre, server.secret = centre, secret
    return server


def main():
    centre, secret_file, address_file = sys.argv[1:4]
    server = serve(centre, pathlib.Path(secret_file).read_text().strip())
    pathlib.Path(address_file).write_text(f"http://127.0.0.1:{server.server_address[1]}\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
