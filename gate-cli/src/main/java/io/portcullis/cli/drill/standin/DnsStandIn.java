package io.portcullis.cli.drill.standin;

import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.scenario.StandInFaultText.AnswersText;
import io.portcullis.cli.drill.scenario.StandInText;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * One port of loopback that is a resolver, the name server of the zone above, and both name servers of the zone: whoever follows the
 * delegation comes back to it.
 */
final class DnsStandIn implements StandIn {
    private static final int PACKET_BYTES_MAX = 4_096;
    private static final int TTL_SECONDS = 60;
    private static final String HERE = "127.0.0.1";

    private final DatagramSocket socket;
    private final StandInText text;
    private final String zone;
    private final String above;
    private final AtomicReference<@Nullable AnswersText> answers = new AtomicReference<>();

    private DnsStandIn(DatagramSocket socket, StandInText text) {
        this.socket = socket;
        this.text = text;
        this.zone = text.zoneName();
        this.above = zone.substring(zone.indexOf('.') + 1);
    }

    static DnsStandIn start(StandInText text, int port) throws IOException {
        DnsStandIn standIn =
                new DnsStandIn(new DatagramSocket(port, InetAddress.getLoopbackAddress()), text);
        Thread.ofVirtual().name("stand-in-" + text.name()).start(standIn::serve);
        return standIn;
    }

    private void serve() {
        byte[] buffer = new byte[PACKET_BYTES_MAX];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(packet);
            } catch (IOException | RuntimeException _) {
                // Closed, or nothing that can be read: whoever sent it is told nothing.
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (question.getHeader().getFlag(Flags.QR) || question.getQuestion() == null) {
            return;
        }
        Optional<Message> answer = answer(question);
        if (answer.isPresent()) {
            byte[] wire = answer.get().toWire();
            socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        }
    }

    private Optional<Message> answer(Message question) throws IOException {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        String name = question.getQuestion().getName().toString(true).toLowerCase(Locale.ROOT);
        boolean inZone = name.equals(zone) || name.endsWith("." + zone);
        AnswersText how = answers.get();
        if (how == AnswersText.SILENT) {
            return Optional.empty();
        }
        if (how == AnswersText.FAILING) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (inZone && how == AnswersText.GONE) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            fill(answer, name, question.getQuestion().getType());
        }
        return Optional.of(answer);
    }

    private void fill(Message answer, String name, int type) throws IOException {
        if (name.equals(above) && type == Type.NS) {
            answer.addRecord(record(above, Type.NS, "ns." + above), Section.ANSWER);
        } else if (name.equals(zone) && type == Type.NS) {
            refer(answer);
        } else if (!isKnown(name)) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (type == Type.A) {
            for (String address : addresses(name)) {
                answer.addRecord(record(name, Type.A, address), Section.ANSWER);
            }
        }
    }

    private List<String> addresses(String name) {
        return nameServers().contains(name)
                ? List.of(HERE)
                : text.addresses().getOrDefault(name, List.of());
    }

    /** A name that is there but has nothing of the type that is asked for is no NXDOMAIN. */
    private boolean isKnown(String name) {
        return name.equals(above)
                || name.equals(zone)
                || nameServers().contains(name)
                || text.addresses().containsKey(name);
    }

    /** As the zone above does: no word of its own, but who is to be asked and where that is. */
    private void refer(Message answer) throws IOException {
        answer.getHeader().unsetFlag(Flags.AA);
        for (String server : List.of("ns1." + zone, "ns2." + zone)) {
            answer.addRecord(record(zone, Type.NS, server), Section.AUTHORITY);
            answer.addRecord(record(server, Type.A, HERE), Section.ADDITIONAL);
        }
    }

    private List<String> nameServers() {
        return List.of("ns." + above, "ns1." + zone, "ns2." + zone);
    }

    private static Record record(String name, int type, String value) throws IOException {
        return Record.fromString(
                Name.fromString(name, Name.root),
                type,
                DClass.IN,
                TTL_SECONDS,
                type == Type.NS ? value + "." : value,
                Name.root);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void suffer(List<StandInFaultText> faults) {
        answers.set(StandInFaultText.answers(faults).orElse(null));
    }

    @Override
    public void close() {
        socket.close();
    }
}
