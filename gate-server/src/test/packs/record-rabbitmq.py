"""Drives a RabbitMQ on loopback and keeps what its metrics say.

usage: record-rabbitmq.py AMQP_PORT METRICS_URL RABBITMQCTL_COMMAND FOLDER

Needs the PyPI package pika.
"""

import subprocess
import sys
import threading
import time
import urllib.request

import pika

PORT, METRICS, CONTROL, FOLDER = int(sys.argv[1]), sys.argv[2], sys.argv[3].split(), sys.argv[4]
QUEUE = "work"


def keep(name, path=""):
    with urllib.request.urlopen(METRICS + path) as answer:
        with open(f"{FOLDER}/{name}.prom", "wb") as file:
            file.write(answer.read())


def control(*arguments):
    subprocess.run([*CONTROL, *arguments], check=True, capture_output=True)


def connection():
    return pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", PORT))


def publish(count):
    with connection() as line:
        channel = line.channel()
        channel.queue_declare(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
        for _ in range(count):
            channel.basic_publish("", QUEUE, b"x" * 200)


class Consumer(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.line = connection()
        self.channel = self.line.channel()
        self.channel.basic_qos(prefetch_count=10)
        self.channel.basic_consume(QUEUE, self.handle)

    def handle(self, channel, method, _properties, _body):
        channel.basic_ack(method.delivery_tag)

    def run(self):
        self.channel.start_consuming()

    def leave(self):
        self.line.add_callback_threadsafe(self.channel.stop_consuming)
        self.join()
        self.line.close()


keep("idle")
publish(1)
consumers = [Consumer() for _ in range(3)]
for consumer in consumers:
    consumer.start()
publish(2000)
time.sleep(12)
keep("load")
keep("load-per-queue", "/detailed?family=queue_coarse_metrics&family=queue_consumer_count")
for consumer in consumers:
    consumer.leave()
publish(3000)
time.sleep(12)
keep("fault-consumers-gone")
control("set_vm_memory_high_watermark", "absolute", "60MB")
time.sleep(12)
keep("fault-memory-alarm")
