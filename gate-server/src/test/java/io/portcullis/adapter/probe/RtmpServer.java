package io.portcullis.adapter.probe;

import io.portcullis.testing.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's nginx with its RTMP module on free ports of the loopback: takes RTMP, gives HLS. */
final class RtmpServer implements AutoCloseable {

    static final Path BINARY = Path.of("/usr/sbin/nginx");
    static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");
    static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");

    private final Process process;
    private final int rtmp;
    private final int http;

    /** Whether what comes in goes out. */
    enum Packaging {
        WORKS,
        /** As when the packager is down: publishing is accepted, nothing can be played. */
        IS_DOWN
    }

    RtmpServer(Path folder, Packaging packaging) throws IOException {
        rtmp = freePort();
        http = freePort();
        Files.createDirectories(folder.resolve("hls"));
        var configuration =
                Files.writeString(folder.resolve("nginx.conf"), configuration(folder, packaging));
        process =
                new ProcessBuilder(
                                BINARY.toString(),
                                "-p",
                                folder.toString(),
                                "-c",
                                configuration.toString(),
                                "-e",
                                folder.resolve("nginx.log").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
    }

    private String configuration(Path folder, Packaging packaging) {
        return """
        load_module %1$s;
        daemon off;
        master_process off;
        pid %2$s/nginx.pid;
        error_log %2$s/nginx.log info;
        events {}
        rtmp {
          access_log off;
          server {
            listen 127.0.0.1:%3$d;
            application live {
              live on; hls %5$s; hls_path %2$s/hls;
              hls_fragment 1s; hls_playlist_length 6s;
            }
          }
        }
        http {
          access_log off;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          server { listen 127.0.0.1:%4$d; location /hls { root %2$s; } }
        }
        """
                .formatted(MODULE, folder, rtmp, http, packaging == Packaging.WORKS ? "on" : "off");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String ingest() {
        return "rtmp://127.0.0.1:" + rtmp + "/live/STREAM";
    }

    String playback() {
        return "http://127.0.0.1:" + http + "/hls/STREAM.m3u8";
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
