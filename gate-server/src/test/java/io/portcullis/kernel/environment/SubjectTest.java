package io.portcullis.kernel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.kernel.environment.Subject.Kind;
import io.portcullis.kernel.evidence.Region;
import org.junit.jupiter.api.Test;

final class SubjectTest {

    @Test
    void fingerprintIsTheSameInEveryRegion() {
        var here = new Subject(Kind.DEPENDENCY, "broker", null, new Region("eu-west"));
        var there = new Subject(Kind.DEPENDENCY, "broker", null, new Region("us-east"));

        assertThat(here.fingerprint()).isEqualTo(there.fingerprint());
        assertThat(here).isNotEqualByComparingTo(there);
    }

    @Test
    void aSubjectHasAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subject(Kind.ALERT, " ", null, null))
                .withMessageContaining("name");
    }
}
