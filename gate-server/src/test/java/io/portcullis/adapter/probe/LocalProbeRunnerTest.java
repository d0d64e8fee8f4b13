package io.portcullis.adapter.probe;

import io.portcullis.port.probe.ProbeRunner;
import io.portcullis.port.probe.ProbeRunnerContract;
import io.portcullis.probe.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class LocalProbeRunnerTest extends ProbeRunnerContract {

    private final LocalProbeRunner runner = new LocalProbeRunner(InstantSource.system());
    private ServerSocket listening;
    private HostPort shut;

    @BeforeEach
    void listen() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shut = new HostPort("127.0.0.1", closed.getLocalPort());
        }
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        runner.close();
    }

    @Override
    protected ProbeRunner runner() {
        return runner;
    }

    @Override
    protected HostPort open() {
        return new HostPort("127.0.0.1", listening.getLocalPort());
    }

    @Override
    protected HostPort shut() {
        return shut;
    }
}
