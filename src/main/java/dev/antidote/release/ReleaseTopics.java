package dev.antidote.release;

/**
 * The full names of the topics of this room.
 *
 * @param releases announcements
 * @param acks what each instance serves
 * @param rates live attack success rates
 */
public record ReleaseTopics(String releases, String acks, String rates) {}
