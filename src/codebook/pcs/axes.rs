//! What the first three places of an ICD-10-PCS code mean, what the others are about, and the approaches and other
//! values that are the same in every table of a section. Names are those of the published tables.

mod names;

use names::{
    APPROACHES, ASSISTED, AXES, DURATIONS, EXTRACORPOREAL, FUNCTIONS, GROUPS, IMAGED, IMAGING, MEASURED, MENTAL, NEW,
    NEW_OPERATIONS, NUCLEAR, PERFORMED, RADIATED, REHABILITATION, SECTIONS, SUBSTANCE, SURGICAL, SURGICAL_OPERATIONS,
};

/// The name of a section, by the first character.
pub fn section(value: char) -> Option<&'static str> {
    named(SECTIONS, value)
}

/// The name of a body system, by the first two characters.
pub fn body_system(section: char, value: char) -> Option<&'static str> {
    let of = |list| named(list, value);
    match section {
        '0' => of(SURGICAL),
        '1' => of(&[('0', "Pregnancy")]),
        '2' => of(&[('W', "Anatomical Regions"), ('Y', "Anatomical Orifices")]),
        '3' => of(&[
            ('0', "Circulatory"),
            ('C', "Indwelling Device"),
            ('E', "Physiological Systems and Anatomical Regions"),
        ]),
        '4' => of(&[('A', "Physiological Systems"), ('B', "Physiological Devices")]),
        '5' | '6' => of(&[('A', "Physiological Systems")]),
        '7' | '9' => of(&[('W', "Anatomical Regions")]),
        '8' => of(&[('C', "Indwelling Device"), ('E', "Physiological Systems and Anatomical Regions")]),
        'B' => of(IMAGED),
        'C' => of(&[('P', "Musculoskeletal System"), ('7', "Lymphatic and Hematologic System")]).or_else(|| of(IMAGED)),
        'D' => of(RADIATED).or_else(|| of(IMAGED)),
        'F' => of(&[('0', "Rehabilitation"), ('1', "Diagnostic Audiology")]),
        'G' | 'H' => of(&[('Z', "None")]),
        'X' => of(NEW),
        _ => None,
    }
}

/// The name of a root operation or root type, by the first two characters and the third.
pub fn operation(before: &str, value: char) -> Option<&'static str> {
    let of = |list| named(list, value);
    match before.chars().next()? {
        '0' => of(SURGICAL_OPERATIONS),
        'X' => of(NEW_OPERATIONS).or_else(|| of(SURGICAL_OPERATIONS)),
        '1' => of(&[('A', "Abortion"), ('E', "Delivery")]).or_else(|| of(SURGICAL_OPERATIONS)),
        '2' => of(&[
            ('0', "Change"),
            ('1', "Compression"),
            ('2', "Dressing"),
            ('3', "Immobilization"),
            ('4', "Packing"),
            ('5', "Removal"),
            ('6', "Traction"),
        ]),
        '3' => of(&[('0', "Introduction"), ('1', "Irrigation"), ('2', "Transfusion")]),
        '4' => of(&[('0', "Measurement"), ('1', "Monitoring")]),
        '5' => of(&[('0', "Assistance"), ('1', "Performance"), ('2', "Restoration")]),
        '6' => of(EXTRACORPOREAL),
        '7' => of(&[('0', "Treatment")]),
        '8' => of(&[('0', "Other Procedures")]),
        '9' => of(&[('B', "Manipulation")]),
        'B' => of(IMAGING),
        'C' => of(NUCLEAR),
        'D' => of(&[
            ('0', "Beam Radiation"),
            ('1', "Brachytherapy"),
            ('2', "Stereotactic Radiosurgery"),
            ('Y', "Other Radiation"),
        ]),
        'F' => of(REHABILITATION),
        'G' => of(MENTAL),
        'H' => of(SUBSTANCE),
        _ => None,
    }
}

/// The name of a value that is the same in every table of its section; `place` counts from 0 and is 3 or more.
pub(super) fn value(code: &str, place: usize, value: char) -> Option<&'static str> {
    let section = code.chars().next()?;
    match (section, place) {
        ('X', 6) => named(GROUPS, value),
        ('5', 3) => named(ASSISTED, value),
        ('5', 4) => named(DURATIONS, value),
        ('5', 5) => named(PERFORMED, value),
        ('4', 3) => named(MEASURED, value),
        ('4', 5) if code.starts_with("4A") => named(FUNCTIONS, value),
        (_, 4) if axes(section)[4] == "Approach" => named(APPROACHES, value),
        _ => None,
    }
}

/// What the seven places are about in a section.
pub fn axes(section: char) -> [&'static str; 7] {
    AXES.iter().find(|axes| axes.0.contains(section)).map_or(AXES[0].1, |axes| axes.1)
}

fn named(list: &[(char, &'static str)], value: char) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == value).map(|(_, name)| *name)
}
