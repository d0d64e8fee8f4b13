package io.portcullis.probe.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of its own for 127.0.0.1, made by the JDK's keytool. */
record Certificate(SSLContext server, Path certificateFile, Path keyFile) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    static Certificate valid(Path folder, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("server.p12");
        keytool(
                ("-genkeypair -alias it -keyalg EC -dname CN=it -ext san=ip:127.0.0.1 -validity %d"
                                + " -storetype PKCS12 -keystore %s -storepass changeit")
                        .formatted(days, store));
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Path certificate = folder.resolve("server.pem");
        Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("it").getEncoded()));
        Path key = folder.resolve("server.key");
        Files.writeString(key, pem("PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded()));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new Certificate(context, certificate, key);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
    }

    private static void keytool(String arguments) throws IOException, InterruptedException {
        var command =
                (Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + arguments)
                        .split(" ");
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool ends with " + exit);
        }
    }
}
