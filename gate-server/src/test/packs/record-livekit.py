"""Drives a livekit-server on loopback and keeps what its metrics say.

usage: record-livekit.py WEBSOCKET_URL METRICS_URL KEY SECRET FOLDER

Needs the PyPI packages livekit, livekit-api and aiohttp.
"""

import asyncio
import sys
import urllib.request

import aiohttp
from livekit import api, rtc
from livekit.protocol import rtc as signal

URL, METRICS, KEY, SECRET, FOLDER = sys.argv[1:6]


def keep(name):
    with urllib.request.urlopen(METRICS) as answer, open(f"{FOLDER}/{name}.prom", "wb") as file:
        file.write(answer.read())


def token(room, who):
    grants = api.VideoGrants(room_join=True, room=room)
    return api.AccessToken(KEY, SECRET).with_identity(who).with_grants(grants).to_jwt()


async def session(name, seconds):
    """One publishes a tone, two listen."""
    people = [rtc.Room() for _ in range(3)]
    for index, person in enumerate(people):
        await person.connect(URL, token(name, f"p{index}"))
    source = rtc.AudioSource(48000, 1)
    track = rtc.LocalAudioTrack.create_audio_track("tone", source)
    await people[0].local_participant.publish_track(track)
    frame = rtc.AudioFrame.create(48000, 1, 480)
    for _ in range(seconds * 100):
        await source.capture_frame(frame)
    for person in people:
        await person.disconnect()


async def wait_for_tracks_nobody_has(count):
    """Asks for tracks that do not exist, as a subscriber does whose region lost the publisher."""
    async with aiohttp.ClientSession() as http:
        async with http.ws_connect(
            f"{URL}/rtc?access_token={token('lost', 'waiting')}&auto_subscribe=0&protocol=9"
        ) as socket:
            await socket.receive()
            asked = signal.SignalRequest(
                subscription=signal.UpdateSubscription(
                    track_sids=[f"TR_nobody{index}" for index in range(count)], subscribe=True
                )
            )
            await socket.send_bytes(asked.SerializeToString())
            yield


async def leave_without_a_word(room):
    async with aiohttp.ClientSession() as http:
        async with http.ws_connect(
            f"{URL}/rtc?access_token={token(room, 'rude')}&auto_subscribe=1&protocol=9"
        ) as socket:
            await socket.receive()
            socket._response.connection.transport.abort()


async def main():
    keep("idle")
    await asyncio.gather(*(session(f"room{index}", 8) for index in range(4)))
    await asyncio.gather(*(leave_without_a_word(f"rude{index}") for index in range(20)))
    await asyncio.sleep(1)
    keep("load")
    waiting = wait_for_tracks_nobody_has(20)
    await anext(waiting)
    await asyncio.sleep(8)
    keep("fault")
    await waiting.aclose()
    await asyncio.sleep(3)
    keep("fault-given-up")


asyncio.run(main())
