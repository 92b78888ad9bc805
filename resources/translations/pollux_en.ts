<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>pollux::ChunkingDialog</name>
    <message numerus="yes">
        <source>&amp;Import %n Files</source>
        <translation>
            <numerusform>&amp;Import %Ln File</numerusform>
            <numerusform>&amp;Import %Ln Files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Upload %n Files</source>
        <translation>
            <numerusform>&amp;Upload %Ln File</numerusform>
            <numerusform>&amp;Upload %Ln Files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DeleteDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n files?</source>
        <translation>
            <numerusform>Delete %Ln file?</numerusform>
            <numerusform>Delete %Ln files?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n documents?</source>
        <translation>
            <numerusform>Delete %Ln document?</numerusform>
            <numerusform>Delete %Ln documents?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %n documents</source>
        <translation>
            <numerusform>&amp;Delete %Ln document</numerusform>
            <numerusform>&amp;Delete %Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %n files</source>
        <translation>
            <numerusform>&amp;Delete %Ln file</numerusform>
            <numerusform>&amp;Delete %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete all %n, also those that are not named here</source>
        <translation>
            <numerusform>Delete all %Ln, also what is not named here</numerusform>
            <numerusform>Delete all %Ln, also those that are not named here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DeleteStoreDialog</name>
    <message numerus="yes">
        <source>%n documents are deleted</source>
        <translation>
            <numerusform>%Ln document is deleted</numerusform>
            <numerusform>%Ln documents are deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DocumentsPage</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents loaded, more on the server</source>
        <translation>
            <numerusform>%Ln document loaded, more on the server</numerusform>
            <numerusform>%Ln documents loaded, more on the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents loaded, loading the rest…</source>
        <translation>
            <numerusform>%Ln document loaded, loading the rest…</numerusform>
            <numerusform>%Ln documents loaded, loading the rest…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::DropOverlay</name>
    <message numerus="yes">
        <source>Index %n items in %1</source>
        <translation>
            <numerusform>Index %Ln item in %1</numerusform>
            <numerusform>Index %Ln items in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items are no files on this computer and stay out.</source>
        <translation>
            <numerusform>%Ln item is no file on this computer and stays out.</numerusform>
            <numerusform>%Ln items are no files on this computer and stay out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n items to %1</source>
        <translation>
            <numerusform>Upload %Ln item to %1</numerusform>
            <numerusform>Upload %Ln items to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n files to %1</source>
        <translation>
            <numerusform>Upload %Ln file to %1</numerusform>
            <numerusform>Upload %Ln files to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload the files in %n folders to %1</source>
        <translation>
            <numerusform>Upload the files in %Ln folder to %1</numerusform>
            <numerusform>Upload the files in %Ln folders to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %1 and the files in %n folders to %2</source>
        <translation>
            <numerusform>Upload %1 and the files in %Ln folder to %2</numerusform>
            <numerusform>Upload %1 and the files in %Ln folders to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::FilesController</name>
    <message numerus="yes">
        <source>%n files deleted.</source>
        <translation>
            <numerusform>%Ln file deleted.</numerusform>
            <numerusform>%Ln files deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be deleted.</source>
        <translation>
            <numerusform>%Ln file could not be deleted.</numerusform>
            <numerusform>%Ln files could not be deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::FilesPage</name>
    <message numerus="yes">
        <source>%1 of %n files shown</source>
        <translation>
            <numerusform>%1 of %Ln file shown</numerusform>
            <numerusform>%1 of %Ln files shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files loaded, more on the server</source>
        <translation>
            <numerusform>%Ln file loaded, more on the server</numerusform>
            <numerusform>%Ln files loaded, more on the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files loaded, loading the rest…</source>
        <translation>
            <numerusform>%Ln file loaded, loading the rest…</numerusform>
            <numerusform>%Ln files loaded, loading the rest…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::IndexEstimate</name>
    <message numerus="yes">
        <source>Counting the words of %n files…</source>
        <translation>
            <numerusform>Counting the words of %Ln file…</numerusform>
            <numerusform>Counting the words of %Ln files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files: number of words not known in advance.</source>
        <translation>
            <numerusform>%Ln file: number of words not known in advance.</numerusform>
            <numerusform>%Ln files: number of words not known in advance.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::MessageWidget</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::NotificationGroups</name>
    <message numerus="yes">
        <source>%n files uploaded</source>
        <translation>
            <numerusform>%Ln file uploaded</numerusform>
            <numerusform>%Ln files uploaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files ready to use</source>
        <translation>
            <numerusform>%Ln file ready to use</numerusform>
            <numerusform>%Ln files ready to use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files failed</source>
        <translation>
            <numerusform>%Ln file failed</numerusform>
            <numerusform>%Ln files failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files expire soon</source>
        <translation>
            <numerusform>%Ln file expires soon</numerusform>
            <numerusform>%Ln files expire soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::PreflightDialog</name>
    <message numerus="yes">
        <source>Upload %n files to Files</source>
        <translation>
            <numerusform>Upload %Ln file to Files</numerusform>
            <numerusform>Upload %Ln files to Files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n Files</source>
        <translation>
            <numerusform>Upload %Ln File</numerusform>
            <numerusform>Upload %Ln Files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items are left out</source>
        <translation>
            <numerusform>%Ln item is left out</numerusform>
            <numerusform>%Ln items are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are on the server already, with the same content.</source>
        <translation>
            <numerusform>%Ln file is on the server already, with the same content.</numerusform>
            <numerusform>%Ln files are on the server already, with the same content.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are in the queue already.</source>
        <translation>
            <numerusform>%Ln file is in the queue already.</numerusform>
            <numerusform>%Ln files are in the queue already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The types of %n files are unknown, and models do not read files without a type.</source>
        <translation>
            <numerusform>The type of %Ln file is unknown, and models do not read files without a type.</numerusform>
            <numerusform>The types of %Ln files are unknown, and models do not read files without a type.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are empty.</source>
        <translation>
            <numerusform>%Ln file is empty.</numerusform>
            <numerusform>%Ln files are empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1.</source>
        <comment>count and size</comment>
        <translation>
            <numerusform>%Ln file, %1.</numerusform>
            <numerusform>%Ln files, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose the types of %n files first, or decide to upload them without one.</source>
        <translation>
            <numerusform>Choose the type of %Ln file first, or decide to upload it without one.</numerusform>
            <numerusform>Choose the types of %Ln files first, or decide to upload them without one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these files share a name with another. {n} in the pattern tells them apart.</source>
        <translation>
            <numerusform>%Ln of these files shares a name with another. {n} in the pattern tells them apart.</numerusform>
            <numerusform>%Ln of these files share a name with another. {n} in the pattern tells them apart.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::ProblemText</name>
    <message numerus="yes">
        <source>%n entries of the list could not be read.</source>
        <translation>
            <numerusform>%Ln entry of the list could not be read.</numerusform>
            <numerusform>%Ln entries of the list could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::SelectionSummary</name>
    <message numerus="yes">
        <source>%1, and %n of unknown size</source>
        <translation>
            <numerusform>%1, and %Ln of unknown size</numerusform>
            <numerusform>%1, and %Ln of unknown size</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::Sentences</name>
    <message numerus="yes">
        <source>%n entries of the list of uploads cannot be read.</source>
        <translation>
            <numerusform>%Ln entry of the list of uploads cannot be read.</numerusform>
            <numerusform>%Ln entries of the list of uploads cannot be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::SnippetDialog</name>
    <message numerus="yes">
        <source>%n Files</source>
        <translation>
            <numerusform>%Ln File</numerusform>
            <numerusform>%Ln Files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::StorageGauge</name>
    <message numerus="yes">
        <source>%1: %n files expire, %2</source>
        <comment>time, size</comment>
        <translation>
            <numerusform>%1: %Ln file expires, %2</numerusform>
            <numerusform>%1: %Ln files expire, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::StoresController</name>
    <message numerus="yes">
        <source>%n dropped items are no files on this computer and were left out.</source>
        <translation>
            <numerusform>%Ln dropped item is no file on this computer and was left out.</numerusform>
            <numerusform>%Ln dropped items are no files on this computer and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents deleted.</source>
        <translation>
            <numerusform>%Ln document deleted.</numerusform>
            <numerusform>%Ln documents deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents could not be deleted.</source>
        <translation>
            <numerusform>%Ln document could not be deleted.</numerusform>
            <numerusform>%Ln documents could not be deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::TrayEntry</name>
    <message numerus="yes">
        <source>%n uploads left</source>
        <translation>
            <numerusform>%Ln upload left</numerusform>
            <numerusform>%Ln uploads left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::UploadController</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items were left out: %1</source>
        <translation>
            <numerusform>%Ln item was left out: %1</numerusform>
            <numerusform>%Ln items were left out: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads were interrupted.</source>
        <translation>
            <numerusform>%Ln upload was interrupted.</numerusform>
            <numerusform>%Ln uploads were interrupted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files uploaded.</source>
        <translation>
            <numerusform>%Ln file uploaded.</numerusform>
            <numerusform>%Ln files uploaded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are uploaded and being processed.</source>
        <translation>
            <numerusform>%Ln file is uploaded and being processed.</numerusform>
            <numerusform>%Ln files are uploaded and being processed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads failed. The uploads panel says why and can retry them.</source>
        <translation>
            <numerusform>%Ln upload failed. The uploads panel says why and can retry it.</numerusform>
            <numerusform>%Ln uploads failed. The uploads panel says why and can retry them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quit while %n files are being uploaded?</source>
        <translation>
            <numerusform>Quit while %Ln file is being uploaded?</numerusform>
            <numerusform>Quit while %Ln files are being uploaded?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of the list of uploads cannot be read and are not shown.</source>
        <translation>
            <numerusform>%Ln entry of the list of uploads cannot be read and is not shown.</numerusform>
            <numerusform>%Ln entries of the list of uploads cannot be read and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted items are no files on this computer and were left out.</source>
        <translation>
            <numerusform>%Ln pasted item is no file on this computer and was left out.</numerusform>
            <numerusform>%Ln pasted items are no files on this computer and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pollux::UploadsProxyModel</name>
    <message numerus="yes">
        <source>%n uploading</source>
        <translation>
            <numerusform>%Ln uploading</numerusform>
            <numerusform>%Ln uploading</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%Ln queued</numerusform>
            <numerusform>%Ln queued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploaded</source>
        <translation>
            <numerusform>%Ln uploaded</numerusform>
            <numerusform>%Ln uploaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%Ln cancelled</numerusform>
            <numerusform>%Ln cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%Ln paused</numerusform>
            <numerusform>%Ln paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n being processed</source>
        <translation>
            <numerusform>%Ln being processed</numerusform>
            <numerusform>%Ln being processed</numerusform>
        </translation>
    </message>
</context>
</TS>
