package io.portcullis.app.judge;

import io.portcullis.app.LookReport;

/** What a look came to: what to show, and what to remember. */
record Judged(LookReport report, Memory memory) {}
