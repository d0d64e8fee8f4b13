package io.portcullis.probe.run;

import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeTarget.Dns;
import io.portcullis.probe.run.DnsAnswer.Failed;
import io.portcullis.probe.run.DnsAnswer.NotThere;
import io.portcullis.probe.run.DnsAnswer.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Questions over UDP, again over TCP where the answer was cut; no cache. */
final class DnsClient {

    /** Small enough for every path (DNS flag day 2020). */
    private static final int UDP_BYTES_MAX = 1_232;

    /** So that a server that is silent leaves time to ask the others. */
    private static final int QUESTIONS_PER_TIMEOUT = 4;

    private static final Duration QUESTION_MAX = Duration.ofSeconds(3);

    private final List<InetSocketAddress> resolvers;
    private final Duration timeout;

    DnsClient(List<HostPort> resolvers, Duration timeout) throws UnknownHostException {
        var all = new ArrayList<InetSocketAddress>();
        for (HostPort resolver : resolvers) {
            all.add(resolved(resolver));
        }
        this.resolvers = all.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : all;
        Duration part = timeout.dividedBy(QUESTIONS_PER_TIMEOUT);
        this.timeout = part.compareTo(QUESTION_MAX) < 0 ? part : QUESTION_MAX;
    }

    static InetSocketAddress resolved(HostPort at) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
    }

    /** What a server of the zone itself says; the first of its addresses that answers counts. */
    DnsAnswer authoritative(List<InetSocketAddress> addresses, String name, String type)
            throws InterruptedException {
        DnsAnswer last = new Failed("has no address");
        for (InetSocketAddress address : addresses) {
            try {
                last = read(ask(address, name, Type.value(type), false), Type.value(type));
            } catch (IOException e) {
                last =
                        new Failed(
                                isTimeout(e) ? "times out" : "cannot be asked: " + e.getMessage());
            }
            if (!(last instanceof Failed)) {
                return last;
            }
        }
        return last;
    }

    private static DnsAnswer read(Message answer, int type) {
        int code = answer.getRcode();
        if (code == Rcode.NXDOMAIN) {
            return new NotThere("NXDOMAIN");
        }
        if (code != Rcode.NOERROR) {
            return new Failed("says " + Rcode.string(code));
        }
        if (!answer.getHeader().getFlag(Flags.AA)) {
            return new Failed("is not responsible for the name");
        }
        var texts = texts(answer, type);
        if (texts.isEmpty()) {
            texts = texts(answer, Type.CNAME);
        }
        return texts.isEmpty()
                ? new NotThere("there is no " + Type.string(type) + " record")
                : new Records(texts, signedUntil(answer));
    }

    private static List<String> texts(Message answer, int type) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type)
                .map(record -> Dns.plain(record.rdataToString()))
                .sorted()
                .toList();
    }

    private static @Nullable Instant signedUntil(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(RRSIGRecord.class::isInstance)
                .map(record -> ((RRSIGRecord) record).getExpire())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The whole answer of one server that is not to ask others itself. */
    Message direct(InetSocketAddress server, String name, int type)
            throws IOException, InterruptedException {
        return ask(server, name, type, false);
    }

    /**
     * Asks the resolvers in turn.
     *
     * @throws IOException none answers
     */
    Message recursive(String name, int type) throws IOException, InterruptedException {
        IOException last = new UnknownHostException("there is no resolver");
        for (InetSocketAddress resolver : resolvers) {
            try {
                Message answer = ask(resolver, name, type, true);
                if (answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN) {
                    return answer;
                }
                last = new IOException("resolver says " + Rcode.string(answer.getRcode()));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Message ask(InetSocketAddress server, String name, int type, boolean recursion)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(timeout);
        resolver.setEDNS(0, UDP_BYTES_MAX, ExtendedFlags.DO);
        var query = Message.newQuery(Record.newRecord(absolute(name), type, DClass.IN));
        if (!recursion) {
            query.getHeader().unsetFlag(Flags.RD);
        }
        return resolver.send(query);
    }

    static Name absolute(String name) throws TextParseException {
        return name.isEmpty() ? Name.root : Name.fromString(name, Name.root);
    }

    static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException || e.getCause() instanceof TimeoutException;
    }
}
