/** Takes pushed evidence in: counts each event once, keeps it until it is stored, then says so. */
@NullMarked
package io.portcullis.app.intake;

import org.jspecify.annotations.NullMarked;
