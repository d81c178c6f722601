package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;

/** Lays what is written into the database, a piece at a time and each at once: no more than one is ever in memory. */
final class Pieces extends OutputStream {

    static final int PIECE = 256 * 1024;

    private final Orders orders;
    private final UUID order;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private int no;

    Pieces(Orders orders, UUID order) {
        this.orders = orders;
        this.order = order;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, PIECE - filled);
            System.arraycopy(bytes, at, piece, filled, some);
            filled += some;
            at += some;
            left -= some;
            if (filled == PIECE) {
                lay();
            }
        }
    }

    /** The last piece is laid when nothing more comes. */
    @Override
    public void close() throws IOException {
        if (filled > 0) {
            lay();
        }
    }

    private void lay() throws IOException {
        byte[] full = Arrays.copyOf(piece, filled);
        filled = 0;
        try {
            orders.add(order, no++, full);
        } catch (DataIntegrityViolationException e) {
            throw new CancelledException();
        }
    }
}
