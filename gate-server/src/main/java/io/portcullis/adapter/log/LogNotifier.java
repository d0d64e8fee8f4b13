package io.portcullis.adapter.log;

import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.Notifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people by the server's log: an error where somebody must act now, else a warning. */
public final class LogNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(LogNotifier.class);

    @Override
    public void tell(String key, @Nullable RolloutId rollout, Urgency urgency, String text) {
        Object what = rollout == null ? "none" : rollout;
        switch (urgency) {
            case CRITICAL -> LOG.error("Page. rollout={} key={} text={}", what, key, text);
            case NOTICE -> LOG.warn("Notice. rollout={} key={} text={}", what, key, text);
        }
    }
}
