//! Signs by which a key can be told.
#![cfg(test)]

use serde_json::json;

use super::{asked, breaks, keeps, of_options, with};

#[test]
fn sweeping_words_do_not_stand_on_the_wrong_side_alone() {
    keeps(&of_options(["Ask only her", "Ask only him", "Ask the two", "Ask no more"]));
    keeps(&of_options(["Always ask", "Ask one her", "Ask one him", "Ask them"]));
    breaks(
        &of_options(["Ask her", "Ask only him", "Never ask", "Ask them"]),
        "advice: options: sweeping words (always, never, only ...) in 2 wrong options and in no right one [absolutes]",
    );
}

#[test]
fn a_key_is_not_longer_by_a_quarter() {
    keeps(&of_options(["Send it to the city", "Keep it in house", "Burn it at night", "File it unread"]));
    keeps(&of_options(["Send it to the man", "Keep it with them", "Burn it", "File it unread"]));
    breaks(
        &of_options(["Send it to that woman", "Keep it in house", "Burn it", "File it unread"]),
        "advice: options: the key has 21 characters, the next longest option 16 [key-length]",
    );
    // Numbers and codes are as long as they are.
    keeps(&with(of_options(["$1,240.50", "$1,300", "$2,000", "$3,000"]), [("/order", json!("natural"))]));
    keeps(&with(of_options(["99213, 99214", "99214", "99215", "G0463"]), [("/order", json!("natural"))]));
}

#[test]
fn a_word_of_the_stem_stands_not_in_the_key_alone() {
    let stem = json!(asked("The courier waits. What is done with the parcels?"));
    let item = |texts| with(of_options(texts), [("/stem", stem.clone())]);
    keeps(&item(["Weigh the parcel", "Open the parcel", "Send it back", "Call the sender"]));
    keeps(&item(["Weigh it", "Open the parcel", "Send it back", "Call the sender"]));
    breaks(
        &item(["Weigh the parcel", "Open it up", "Send it back", "Call the sender"]),
        "advice: options: of all options only the key repeats from the stem: parcel [stem-echo]",
    );
}
