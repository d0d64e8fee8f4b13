package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Connects. */
record TcpCheck(ProbeTarget.Tcp target) implements Check {

    @Override
    public ProbeOutcome check(Duration timeout) throws IOException {
        var address = new InetSocketAddress(target.at().host(), target.at().port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(target.at().host());
        }
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(timeout.toMillis()));
            return ProbeOutcome.fit("accepts connections");
        }
    }
}
