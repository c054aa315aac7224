"""What a citizen answers on the pages of an application."""

AYSE = "0532 000 01 01"

WORDS = "Çınarın dalları sokak lambasını kapatıyor."

ANSWERS = {
    "place": {"district": "izmit", "neighborhood": "yahyakaptan", "address": "Çınar Sokak 5"},
    "text": {"text": WORDS},
    "topic": {"topic": "agac-budama"},
    "answer": {"wish": "sms", "phone": AYSE, "full_name": "Ayşe Işık"},
}
