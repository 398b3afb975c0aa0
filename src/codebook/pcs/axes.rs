//! What the first three places of an ICD-10-PCS code mean, what the others are about, and the approaches: the parts
//! of the classification that are the same in every table of a section.

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

/// The name of an approach where the fifth place is one; `place` counts from 0.
pub(super) fn approach(before: &str, place: usize, value: char) -> Option<&'static str> {
    let section = before.chars().next()?;
    (place == 4 && AXES.iter().any(|axes| axes.0.contains(section) && axes.1[4] == "Approach"))
        .then(|| named(APPROACHES, value))?
}

/// What the seven places are about in a section.
pub fn axes(section: char) -> [&'static str; 7] {
    AXES.iter().find(|axes| axes.0.contains(section)).map_or(AXES[0].1, |axes| axes.1)
}

fn named(list: &[(char, &'static str)], value: char) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == value).map(|(_, name)| *name)
}

const AXES: &[(&str, [&str; 7])] = &[
    ("01", ["Section", "Body System", "Operation", "Body Part", "Approach", "Device", "Qualifier"]),
    ("2", ["Section", "Anatomical Region", "Operation", "Body Region", "Approach", "Device", "Qualifier"]),
    ("3", ["Section", "Body System", "Operation", "Body System / Region", "Approach", "Substance", "Qualifier"]),
    ("4", ["Section", "Body System", "Operation", "Body System", "Approach", "Function / Device", "Qualifier"]),
    ("5", ["Section", "Body System", "Operation", "Body System", "Duration", "Function", "Qualifier"]),
    ("6", ["Section", "Body System", "Operation", "Body System", "Duration", "Qualifier", "Qualifier"]),
    ("789", ["Section", "Body System", "Operation", "Body Region", "Approach", "Method", "Qualifier"]),
    ("B", ["Section", "Body System", "Type", "Body Part", "Contrast", "Qualifier", "Qualifier"]),
    ("C", ["Section", "Body System", "Type", "Body Part", "Radionuclide", "Qualifier", "Qualifier"]),
    ("D", ["Section", "Body System", "Modality", "Treatment Site", "Modality Qualifier", "Isotope", "Qualifier"]),
    ("F", ["Section", "Section Qualifier", "Type", "Body System / Region", "Type Qualifier", "Equipment", "Qualifier"]),
    ("GH", ["Section", "Body System", "Type", "Qualifier", "Qualifier", "Qualifier", "Qualifier"]),
    (
        "X",
        [
            "Section",
            "Body System",
            "Operation",
            "Body Part",
            "Approach",
            "Device / Substance / Technology",
            "Qualifier",
        ],
    ),
];

const APPROACHES: &[(char, &str)] = &[
    ('0', "Open"),
    ('3', "Percutaneous"),
    ('4', "Percutaneous Endoscopic"),
    ('7', "Via Natural or Artificial Opening"),
    ('8', "Via Natural or Artificial Opening Endoscopic"),
    ('F', "Via Natural or Artificial Opening With Percutaneous Endoscopic Assistance"),
    ('X', "External"),
];

const SECTIONS: &[(char, &str)] = &[
    ('0', "Medical and Surgical"),
    ('1', "Obstetrics"),
    ('2', "Placement"),
    ('3', "Administration"),
    ('4', "Measurement and Monitoring"),
    ('5', "Extracorporeal or Systemic Assistance and Performance"),
    ('6', "Extracorporeal or Systemic Therapies"),
    ('7', "Osteopathic"),
    ('8', "Other Procedures"),
    ('9', "Chiropractic"),
    ('B', "Imaging"),
    ('C', "Nuclear Medicine"),
    ('D', "Radiation Therapy"),
    ('F', "Physical Rehabilitation and Diagnostic Audiology"),
    ('G', "Mental Health"),
    ('H', "Substance Abuse Treatment"),
    ('X', "New Technology"),
];

const SURGICAL: &[(char, &str)] = &[
    ('0', "Central Nervous System and Cranial Nerves"),
    ('1', "Peripheral Nervous System"),
    ('2', "Heart and Great Vessels"),
    ('3', "Upper Arteries"),
    ('4', "Lower Arteries"),
    ('5', "Upper Veins"),
    ('6', "Lower Veins"),
    ('7', "Lymphatic and Hemic Systems"),
    ('8', "Eye"),
    ('9', "Ear, Nose, Sinus"),
    ('B', "Respiratory System"),
    ('C', "Mouth and Throat"),
    ('D', "Gastrointestinal System"),
    ('F', "Hepatobiliary System and Pancreas"),
    ('G', "Endocrine System"),
    ('H', "Skin and Breast"),
    ('J', "Subcutaneous Tissue and Fascia"),
    ('K', "Muscles"),
    ('L', "Tendons"),
    ('M', "Bursae and Ligaments"),
    ('N', "Head and Facial Bones"),
    ('P', "Upper Bones"),
    ('Q', "Lower Bones"),
    ('R', "Upper Joints"),
    ('S', "Lower Joints"),
    ('T', "Urinary System"),
    ('U', "Female Reproductive System"),
    ('V', "Male Reproductive System"),
    ('W', "Anatomical Regions, General"),
    ('X', "Anatomical Regions, Upper Extremities"),
    ('Y', "Anatomical Regions, Lower Extremities"),
];

const IMAGED: &[(char, &str)] = &[
    ('0', "Central Nervous System"),
    ('2', "Heart"),
    ('3', "Upper Arteries"),
    ('4', "Lower Arteries"),
    ('5', "Veins"),
    ('7', "Lymphatic System"),
    ('8', "Eye"),
    ('9', "Ear, Nose, Mouth and Throat"),
    ('B', "Respiratory System"),
    ('D', "Gastrointestinal System"),
    ('F', "Hepatobiliary System and Pancreas"),
    ('G', "Endocrine System"),
    ('H', "Skin, Subcutaneous Tissue and Breast"),
    ('L', "Connective Tissue"),
    ('N', "Skull and Facial Bones"),
    ('P', "Non-Axial Upper Bones"),
    ('Q', "Non-Axial Lower Bones"),
    ('R', "Axial Skeleton, Except Skull and Facial Bones"),
    ('T', "Urinary System"),
    ('U', "Female Reproductive System"),
    ('V', "Male Reproductive System"),
    ('W', "Anatomical Regions"),
    ('Y', "Fetus and Obstetrical"),
];

/// Where radiation therapy differs from imaging.
const RADIATED: &[(char, &str)] = &[
    ('0', "Central and Peripheral Nervous System"),
    ('7', "Lymphatic and Hematologic System"),
    ('H', "Skin"),
    ('M', "Breast"),
    ('P', "Musculoskeletal System"),
];

const NEW: &[(char, &str)] = &[
    ('0', "Nervous System"),
    ('2', "Cardiovascular System"),
    ('9', "Ear, Nose, Sinus"),
    ('D', "Gastrointestinal System"),
    ('E', "Endocrine System"),
    ('F', "Hepatobiliary System and Pancreas"),
    ('H', "Skin, Subcutaneous Tissue, Fascia and Breast"),
    ('K', "Muscles, Tendons, Bursae and Ligaments"),
    ('N', "Bones"),
    ('R', "Joints"),
    ('T', "Urinary System"),
    ('U', "Female Reproductive System"),
    ('V', "Male Reproductive System"),
    ('W', "Anatomical Regions"),
    ('X', "Physiological Systems"),
    ('Y', "Extracorporeal"),
];

const SURGICAL_OPERATIONS: &[(char, &str)] = &[
    ('0', "Alteration"),
    ('1', "Bypass"),
    ('2', "Change"),
    ('3', "Control"),
    ('4', "Creation"),
    ('5', "Destruction"),
    ('6', "Detachment"),
    ('7', "Dilation"),
    ('8', "Division"),
    ('9', "Drainage"),
    ('B', "Excision"),
    ('C', "Extirpation"),
    ('D', "Extraction"),
    ('F', "Fragmentation"),
    ('G', "Fusion"),
    ('H', "Insertion"),
    ('J', "Inspection"),
    ('K', "Map"),
    ('L', "Occlusion"),
    ('M', "Reattachment"),
    ('N', "Release"),
    ('P', "Removal"),
    ('Q', "Repair"),
    ('R', "Replacement"),
    ('S', "Reposition"),
    ('T', "Resection"),
    ('U', "Supplement"),
    ('V', "Restriction"),
    ('W', "Revision"),
    ('X', "Transfer"),
    ('Y', "Transplantation"),
];

/// Those of new technology that mean something else than in surgery.
const NEW_OPERATIONS: &[(char, &str)] = &[
    ('0', "Introduction"),
    ('1', "Transfusion"),
    ('2', "Monitoring"),
    ('A', "Assistance"),
    ('E', "Measurement"),
    ('K', "Bypass"),
    ('P', "Irrigation"),
    ('Z', "Other Procedures"),
];

const EXTRACORPOREAL: &[(char, &str)] = &[
    ('0', "Atmospheric Control"),
    ('1', "Decompression"),
    ('2', "Electromagnetic Therapy"),
    ('3', "Hyperthermia"),
    ('4', "Hypothermia"),
    ('5', "Pheresis"),
    ('6', "Phototherapy"),
    ('7', "Ultrasound Therapy"),
    ('8', "Ultraviolet Light Therapy"),
    ('9', "Shock Wave Therapy"),
    ('B', "Perfusion"),
];

const IMAGING: &[(char, &str)] = &[
    ('0', "Plain Radiography"),
    ('1', "Fluoroscopy"),
    ('2', "Computerized Tomography (CT Scan)"),
    ('3', "Magnetic Resonance Imaging (MRI)"),
    ('4', "Ultrasonography"),
    ('5', "Other Imaging"),
];

const NUCLEAR: &[(char, &str)] = &[
    ('1', "Planar Nuclear Medicine Imaging"),
    ('2', "Tomographic (Tomo) Nuclear Medicine Imaging"),
    ('3', "Positron Emission Tomographic (PET) Imaging"),
    ('4', "Nonimaging Nuclear Medicine Uptake"),
    ('5', "Nonimaging Nuclear Medicine Probe"),
    ('6', "Nonimaging Nuclear Medicine Assay"),
    ('7', "Systemic Nuclear Medicine Therapy"),
];

const REHABILITATION: &[(char, &str)] = &[
    ('0', "Speech Assessment"),
    ('1', "Motor and/or Nerve Function Assessment"),
    ('2', "Activities of Daily Living Assessment"),
    ('3', "Hearing Assessment"),
    ('4', "Hearing Aid Assessment"),
    ('5', "Vestibular Assessment"),
    ('6', "Speech Treatment"),
    ('7', "Motor Treatment"),
    ('8', "Activities of Daily Living Treatment"),
    ('9', "Hearing Treatment"),
    ('B', "Cochlear Implant Treatment"),
    ('C', "Vestibular Treatment"),
    ('D', "Device Fitting"),
    ('F', "Caregiver Training"),
];

const MENTAL: &[(char, &str)] = &[
    ('1', "Psychological Tests"),
    ('2', "Crisis Intervention"),
    ('3', "Medication Management"),
    ('5', "Individual Psychotherapy"),
    ('6', "Counseling"),
    ('7', "Family Psychotherapy"),
    ('B', "Electroconvulsive Therapy"),
    ('C', "Biofeedback"),
    ('F', "Hypnosis"),
    ('G', "Narcosynthesis"),
    ('H', "Group Psychotherapy"),
    ('J', "Light Therapy"),
];

const SUBSTANCE: &[(char, &str)] = &[
    ('2', "Detoxification Services"),
    ('3', "Individual Counseling"),
    ('4', "Group Counseling"),
    ('5', "Individual Psychotherapy"),
    ('6', "Family Counseling"),
    ('8', "Medication Management"),
    ('9', "Pharmacotherapy"),
];
