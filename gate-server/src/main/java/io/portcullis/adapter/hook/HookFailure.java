package io.portcullis.adapter.hook;

import org.jspecify.annotations.Nullable;

/** One exchange with the hook went wrong; {@link HookControl} adds whose it was. */
final class HookFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HookFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
