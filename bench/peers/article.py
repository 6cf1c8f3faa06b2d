"""The article's three ways to fetch a list of URLs, and a fourth over aiohttp.

Usage: article.py WAY LIST IN_FLIGHT. Writes how many URLs answered 200, and the milliseconds that took, as JSON.
Each way imports its own client before the clock starts, as a program that uses it would.
"""

import asyncio
import json
import sys
import threading
import time


def one_after_another(urls, in_flight):
    import requests

    def work():
        return [requests.get(url).status_code for url in urls]

    return timed(work)


def a_thread_each(urls, in_flight):
    import requests

    def work():
        statuses = []
        threads = [
            threading.Thread(target=lambda url=url: statuses.append(requests.get(url).status_code)) for url in urls
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return statuses

    return timed(work)


def gathered_httpx(urls, in_flight):
    import httpx

    async def work():
        async with httpx.AsyncClient() as client:
            responses = await asyncio.gather(*(client.get(url) for url in urls))
        return [response.status_code for response in responses]

    return timed(lambda: asyncio.run(work()))


def gathered_aiohttp(urls, in_flight):
    import aiohttp

    async def fetch(session, url):
        async with session.get(url) as response:
            await response.read()
            return response.status

    async def work():
        connector = aiohttp.TCPConnector(limit=in_flight)
        async with aiohttp.ClientSession(connector=connector) as session:
            return await asyncio.gather(*(fetch(session, url) for url in urls))

    return timed(lambda: asyncio.run(work()))


def timed(work):
    began = time.perf_counter()
    statuses = work()
    return {"done": statuses.count(200), "own": (time.perf_counter() - began) * 1000}


WAYS = {way.__name__: way for way in (one_after_another, a_thread_each, gathered_httpx, gathered_aiohttp)}

if __name__ == "__main__":
    way, path, in_flight = sys.argv[1:]
    with open(path, encoding="utf-8") as lines:
        wanted = lines.read().split()
    print(json.dumps(WAYS[way](wanted, int(in_flight))))
