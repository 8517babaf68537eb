package dev.antidote.wire;

import java.nio.ByteBuffer;

/** The Confluent wire format: a zero byte, the schema id as four bytes (big-endian), then the Avro binary of the record. */
final class WireFormat {
    static final byte MAGIC = 0;

    /** Where the Avro binary begins. */
    static final int HEADER = 5;

    private WireFormat() {}

    static byte[] header(int id) {
        return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(id).array();
    }

    /**
     * The schema id that a message names.
     *
     * @throws WireException if the message does not begin as this format does
     */
    static int schemaId(byte[] message) {
        if (message.length < HEADER) {
            throw new WireException(message.length + " bytes are too few for the 5 of magic byte and schema id:"
                    + " write records with a serializer that uses a schema registry");
        }
        if (message[0] != MAGIC) {
            throw new WireException("the first byte is " + (message[0] & 0xff) + " instead of the magic byte 0:"
                    + " write records with a serializer that uses a schema registry");
        }
        return ByteBuffer.wrap(message).getInt(1);
    }
}
