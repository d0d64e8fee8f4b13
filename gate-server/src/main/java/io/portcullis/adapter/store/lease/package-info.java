/** Leases each rollout that is not finished to one owner, by db-scheduler over the store's database. */
@NullMarked
package io.portcullis.adapter.store.lease;

import org.jspecify.annotations.NullMarked;
