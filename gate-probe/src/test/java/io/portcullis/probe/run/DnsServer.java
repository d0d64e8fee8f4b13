package io.portcullis.probe.run;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on one loopback address, with the answers a test gives it. */
final class DnsServer implements AutoCloseable {

    /** What is said to a question; null is silence. */
    interface Answers {
        Message answer(Message question);
    }

    private final DatagramSocket socket;
    private final ConcurrentMap<String, Answers> answers = new ConcurrentHashMap<>();

    private DnsServer(DatagramSocket socket) {
        this.socket = socket;
    }

    /**
     * @param port 0 for a free one
     */
    static DnsServer start(String address, int port) throws IOException {
        var server = new DnsServer(new DatagramSocket(port, InetAddress.getByName(address)));
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers with authority; no text answers that there is no such record. */
    DnsServer say(String name, int type, String... records) {
        return on(name, type, question -> filled(question, Section.ANSWER, name, type, records));
    }

    /** Refers to the name servers of a zone below. */
    DnsServer refer(String zone, String... servers) {
        return on(
                zone,
                Type.NS,
                question -> {
                    Message answer = filled(question, Section.AUTHORITY, zone, Type.NS, servers);
                    answer.getHeader().unsetFlag(Flags.AA);
                    return answer;
                });
    }

    DnsServer fail(String name, int type, int code) {
        return on(
                name,
                type,
                question -> {
                    Message answer = filled(question, Section.ANSWER, name, type);
                    answer.getHeader().setRcode(code);
                    return answer;
                });
    }

    DnsServer silent(String name, int type) {
        return on(name, type, _ -> null);
    }

    DnsServer on(String name, int type, Answers said) {
        answers.put(name + ". " + Type.string(type), said);
        return this;
    }

    static Message filled(Message question, int section, String name, int type, String... records) {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        for (String text : records) {
            answer.addRecord(record(name, type, text), section);
        }
        return answer;
    }

    static Record record(String name, int type, String text) {
        try {
            return Record.fromString(
                    Name.fromString(name, Name.root), type, 1, 60, text, Name.root);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private void serve() {
        var buffer = new byte[4_096];
        try {
            while (!socket.isClosed()) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(packet);
            }
        } catch (SocketException _) {
            // closed
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        var question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        var asked = question.getQuestion();
        Answers said =
                answers.getOrDefault(
                        asked.getName() + " " + Type.string(asked.getType()),
                        it -> {
                            Message none = filled(it, Section.ANSWER, "x", Type.A);
                            none.getHeader().setRcode(Rcode.NXDOMAIN);
                            return none;
                        });
        Message answer = said.answer(question);
        if (answer != null) {
            byte[] wire = answer.toWire();
            socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
