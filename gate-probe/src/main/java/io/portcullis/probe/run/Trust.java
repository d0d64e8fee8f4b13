package io.portcullis.probe.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the authorities of one PEM file and no others. */
final class Trust {

    private Trust() {}

    static SSLContext context(Path caFile) throws CannotProbe {
        TrustManager[] managers = managers(caFile);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unreadable(caFile, e);
        }
    }

    static TrustManager[] managers(Path caFile) throws CannotProbe {
        try {
            var trusted =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(read(caFile));
            return trusted.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(caFile, e);
        }
    }

    private static KeyStore read(Path caFile) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(caFile)) {
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + count++, one);
            }
        }
        if (count == 0) { // every certificate would be refused as if its owner were at fault
            throw new CertificateException("it has no certificate");
        }
        return store;
    }

    private static CannotProbe unreadable(Path caFile, Exception cause) {
        return new CannotProbe(
                "the authorities in %s cannot be read: %s".formatted(caFile, Failures.text(cause)),
                cause);
    }
}
