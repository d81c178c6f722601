package se.vaxholm.svara.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.journal.AccessLog;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffRole;

/**
 * Who may read a case and who may act in it: the unit that has it, also while it waits for another one to accept it, its manager, those who serve all units, the auditor, and
 * its head of department once it has come that far. Nobody else, whatever their role in the house.
 */
@Component
public class CaseRights {

    private static final List<StaffRole> FOR_ALL_UNITS = List.of(StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR);

    private static final List<StaffRole> OFFICERS =
            List.of(StaffRole.HANDLAGGARE, StaffRole.CHEF, StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR);

    private static final List<StaffRole> OF_PROCESSES =
            List.of(StaffRole.PROCESSAGARE, StaffRole.REVISOR, StaffRole.ADMIN);

    private final Enquiries enquiries;
    private final Organisation organisation;
    private final Journal journal;
    private final AccessLog accesses;

    CaseRights(Enquiries enquiries, Organisation organisation, Journal journal, AccessLog accesses) {
        this.accesses = accesses;
        this.enquiries = enquiries;
        this.organisation = organisation;
        this.journal = journal;
    }

    /**
     * The case, as somebody reads it or does something in it; that they do is written in the access log.
     *
     * @throws NoSuchCaseException when the case is unknown, or this person may not know of it
     */
    public Enquiry readable(String number, Staff staff) {
        Enquiry enquiry = EnquiryNumber.parse(number)
                .flatMap(enquiries::find)
                .filter(found -> mayRead(found, staff))
                .orElseThrow(NoSuchCaseException::new);
        accesses.read(enquiry, staff);
        return enquiry;
    }

    /**
     * Any case, for those who own the processes: they see which way it went, and nothing that was written or who it was. That
     * they look is written in the access log, too.
     *
     * @throws NoSuchCaseException when the case is unknown, or this person owns no processes
     */
    public Enquiry drawn(String number, Staff staff) {
        Enquiry enquiry = EnquiryNumber.parse(number)
                .filter(parsed -> OF_PROCESSES.stream().anyMatch(staff::hasRole))
                .flatMap(enquiries::find)
                .orElseThrow(NoSuchCaseException::new);
        accesses.read(enquiry, staff);
        return enquiry;
    }

    /** As {@link #readable}, for a deed in the case. */
    Enquiry workable(String number, Staff staff) {
        Enquiry enquiry = readable(number, staff);
        if (!mayWork(enquiry, staff)) {
            throw new AccessDeniedException("This person only reads");
        }
        return enquiry;
    }

    /** As {@link #workable}, for a case that somebody names on another one's page; empty also when they may not know of it. */
    Optional<Enquiry> workableIfAny(String number, Staff staff) {
        return EnquiryNumber.parse(number).flatMap(enquiries::find).filter(enquiry -> mayWork(enquiry, staff));
    }

    private boolean mayRead(Enquiry enquiry, Staff staff) {
        return staff.hasRole(StaffRole.REVISOR) || mayWork(enquiry, staff);
    }

    /** Those of the cases that this person may read, by one question for them all. */
    List<Enquiry> readable(List<Enquiry> enquiries, Staff staff) {
        Map<String, List<UUID>> headed = enquiries.stream()
                .filter(enquiry -> !mayReadWithoutEscalation(enquiry, staff) && staff.headOf(enquiry.unitId()))
                .collect(Collectors.groupingBy(Enquiry::unitId, Collectors.mapping(Enquiry::id, Collectors.toList())));
        Set<UUID> escalated = headed.entrySet().stream()
                .flatMap(unit -> journal.escalatedTo(unit.getKey() + Staff.HEAD_SUFFIX, unit.getValue()).stream())
                .collect(Collectors.toSet());
        return enquiries.stream()
                .filter(enquiry -> mayReadWithoutEscalation(enquiry, staff) || escalated.contains(enquiry.id()))
                .toList();
    }

    private boolean mayReadWithoutEscalation(Enquiry enquiry, Staff staff) {
        return staff.hasRole(StaffRole.REVISOR) || isItsWorker(enquiry, staff);
    }

    boolean mayWork(Enquiry enquiry, Staff staff) {
        return isItsWorker(enquiry, staff) || (staff.headOf(enquiry.unitId()) && hasComeToTheHead(enquiry));
    }

    private static boolean isItsWorker(Enquiry enquiry, Staff staff) {
        return (isOfficer(staff) && (belongsTo(enquiry.unitId(), staff) || belongsTo(enquiry.worksAt(), staff)))
                || servesAllUnits(staff);
    }

    private static boolean belongsTo(String unitId, Staff staff) {
        return staff.memberOf(unitId) || staff.managerOf(unitId);
    }

    private boolean hasComeToTheHead(Enquiry enquiry) {
        return !journal.escalatedTo(enquiry.unitId() + Staff.HEAD_SUFFIX, List.of(enquiry.id()))
                .isEmpty();
    }

    /** Whether the task is this person's work: given to one of their groups, or taken by them. */
    boolean mayDo(OpenTask task, Staff staff) {
        return task.isOf(staff.id()) || task.candidateGroups().stream().anyMatch(staff::memberOf);
    }

    boolean mayTakeOver(Enquiry enquiry, Staff staff) {
        return staff.managerOf(enquiry.worksAt()) || (staff.headOf(enquiry.unitId()) && hasComeToTheHead(enquiry));
    }

    /** The units for which this person answers, as their manager. */
    List<Unit> managedBy(Staff staff) {
        return organisation.units().stream()
                .filter(unit -> staff.managerOf(unit.id()))
                .toList();
    }

    /** The units of the department that this person heads. */
    List<Unit> headedBy(Staff staff) {
        return organisation.units().stream()
                .filter(unit -> staff.headOf(unit.id()))
                .toList();
    }

    /** Whether this person may look at every unit's work list. */
    boolean readsAllUnits(Staff staff) {
        return servesAllUnits(staff) || staff.hasRole(StaffRole.REVISOR);
    }

    private static boolean servesAllUnits(Staff staff) {
        return FOR_ALL_UNITS.stream().anyMatch(staff::hasRole);
    }

    /** Belonging to a unit is not enough: a process owner of the same unit has no business with its cases. */
    private static boolean isOfficer(Staff staff) {
        return OFFICERS.stream().anyMatch(staff::hasRole);
    }

    /** The units whose work comes to this person. */
    List<Unit> unitsOf(Staff staff) {
        return !isOfficer(staff)
                ? List.of()
                : organisation.units().stream()
                        .filter(unit -> staff.memberOf(unit.id()) || staff.managerOf(unit.id()))
                        .toList();
    }
}
