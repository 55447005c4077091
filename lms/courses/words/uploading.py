"""What comes from a browser and cannot be taken as it is."""

from lms.courses.words.mark import N_

UPLOAD = {
    "upload-beside": N_(
        "This lies outside the folder that holds course.md. Move it into that folder if it belongs to the"
        " course."
    ),
    "upload-encrypted": N_("This zip is locked with a password. Make one without a password and send that."),
    "upload-hidden": N_(
        "Files whose name begins with a dot are hidden and are no part of a course. There is nothing to mend."
    ),
    "upload-link": N_("This is a link to another place and not a file. Put the file itself there."),
    "upload-name": N_(
        "A name like this cannot be kept on every computer. Name the file with letters, digits and hyphens."
    ),
    "upload-no-part": N_(
        "A course has pictures, and texts that end in .md in the folder itself. Keep anything else elsewhere."
    ),
    "upload-no-zip": N_(
        "This file is named .zip and is none. Compress the course’s folder again and send the new file."
    ),
    "upload-nothing": N_("Nothing was sent. Choose a folder, a zip or some files."),
    "upload-outside": N_(
        "This name leads out of the course’s folder. Put the file into the folder and compress it again."
    ),
    "upload-several-courses": N_("There are several courses in this: %(found)s. Send one at a time."),
    "upload-too-large": N_(
        "This file is larger than 1 MB. Make the picture smaller, or divide the text into several modules."
    ),
    "upload-too-many": N_("There are more than %(most)s files in this. Send the course’s folder alone."),
    "upload-too-much": N_(
        "Unpacked, this would be more than %(most)s MB. Send the course alone, with smaller pictures."
    ),
    "upload-twice": N_(
        "This name stands in it twice, and only the first was taken. Look which of the two is right."
    ),
    "upload-zip-and-more": N_("A zip came together with other files. Send the zip alone."),
    "upload-zip-broken": N_(
        "This zip is damaged or incomplete. Copy it or compress the folder again, and send the new file."
    ),
    "upload-zip-method": N_(
        "This zip is compressed in a way that cannot be read here. Compress the folder with what came with"
        " your computer."
    ),
}
